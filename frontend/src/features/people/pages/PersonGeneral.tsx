import { AboutPanel } from "../components/AboutPanel";
import { AddressPanel } from "../components/AddressPanel";
import { ContactPanel } from "../components/ContactPanel";
import { FactsPanel } from "../components/FactsPanel";
import { IdentityPanel } from "../components/IdentityPanel";
import { MissingPanel } from "../components/MissingPanel";
import { OtherSections } from "../components/OtherSections";
import { PersonFrame } from "../components/PersonFrame";

export default function PersonGeneral() {
  return (
    <PersonFrame
      side={(person) => (
        <>
          <MissingPanel person={person} />
          <AboutPanel person={person} />
        </>
      )}
    >
      {(person) => (
        <>
          <OtherSections person={person} />
          <ContactPanel person={person} />
          <AddressPanel person={person} />
          <FactsPanel person={person} />
          <IdentityPanel person={person} />
        </>
      )}
    </PersonFrame>
  );
}
