"""Who may do what: one table, to be read as policy. It follows dossier part G; a change here is a change of policy.

How to read it:
- A right without a suffix reaches every record of the units and programmes that the role is held in.
- A right that ends in `.own` reaches the own caseload only (people whom the holder interviews, coaches or serves);
  `.recent` reaches people whom the holder registered in the last 30 days; `.request` is for answering a request of the
  person concerned, and the logged purpose must say so. They are rights of their own: code that does not know them
  refuses.
- Every reading of special-category data is logged with its purpose, whoever reads (the dossier's dagger).
- Rights of several roles held at the same time add up, each within the units and programmes of its own assignment.
- What a later issue brings (coaching notes, rosters, the auditor's samples, a district's cases) has no right here yet.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from apps.accounts.enums import Role


class Right(StrEnum):
    """One thing that a role may do. Values are stable: sessions, screens and the audit know them."""

    # People
    PEOPLE_READ = "people.read"
    PEOPLE_READ_OWN = "people.read.own"
    PEOPLE_WRITE = "people.write"
    PEOPLE_IDENTITY_READ = "people.identity.read"
    PEOPLE_SPECIAL_READ = "people.special.read"
    PEOPLE_SPECIAL_READ_OWN = "people.special.read.own"
    PEOPLE_SPECIAL_READ_RECENT = "people.special.read.recent"
    PEOPLE_SPECIAL_READ_REQUEST = "people.special.read.request"
    PEOPLE_SPECIAL_WRITE = "people.special.write"
    PEOPLE_SAFETY_WRITE = "people.safety.write"
    PEOPLE_ADDRESSES_HIDDEN = "people.addresses.hidden"
    PEOPLE_IMPORT = "people.import"
    PEOPLE_EXPORT = "people.export"
    PEOPLE_EXPORT_APPROVE = "people.export.approve"
    PEOPLE_MERGE = "people.merge"
    DOCUMENTS_READ = "documents.read"
    DOCUMENTS_WRITE = "documents.write"
    # Cases of programmes; special answers in them need the special rights of people as well
    CASES_READ = "cases.read"
    CASES_READ_OWN = "cases.read.own"
    CASES_WRITE = "cases.write"
    CASES_WRITE_OWN = "cases.write.own"
    # Appointments: calendars are set up by one, filled by others
    APPOINTMENTS_READ = "appointments.read"
    APPOINTMENTS_WRITE = "appointments.write"
    APPOINTMENTS_MANAGE = "appointments.manage"
    # Letters: written by one, approved by another, signed outside
    LETTERS_READ = "letters.read"
    LETTERS_WRITE = "letters.write"
    LETTERS_APPROVE = "letters.approve"
    # Suspension and termination: anybody who works on a case proposes, a manager decides
    DECISIONS_TAKE = "decisions.take"
    # Requests and complaints
    PETITIONS_READ = "petitions.read"
    PETITIONS_WRITE = "petitions.write"
    PETITIONS_ASSIGN = "petitions.assign"
    # Force majeure: stops the programme's own clocks
    DEADLINES_PAUSE = "deadlines.pause"
    # Visits, plans and today's list of coaches; advice to employers
    COACHING_READ = "coaching.read"
    COACHING_READ_OWN = "coaching.read.own"
    COACHING_WRITE_OWN = "coaching.write.own"
    EMPLOYERS_READ = "employers.read"
    EMPLOYERS_WRITE = "employers.write"
    # The telephone and the emergency: never blocked
    CONTACTS_READ = "contacts.read"
    CONTACTS_WRITE = "contacts.write"
    URGENT_READ = "urgent.read"
    URGENT_WRITE = "urgent.write"
    # Institutions, figures
    DIRECTORY_READ = "directory.read"
    DIRECTORY_WRITE = "directory.write"
    DIRECTORY_IMPORT = "directory.import"
    DIRECTORY_EXPORT = "directory.export"
    REPORTS_READ = "reports.read"
    TASKS_READ = "tasks.read"
    # Data protection
    ACCESS_LOG_READ = "access_log.read"
    AUDIT_READ = "audit.read"
    NOTICES_MANAGE = "notices.manage"
    BASIS_RECORD = "basis.record"
    # The house itself
    STAFF_READ = "staff.read"
    STAFF_MANAGE = "staff.manage"
    UNITS_MANAGE = "units.manage"
    ROLES_ASSIGN = "roles.assign"
    WORK_REASSIGN = "work.reassign"
    VIEW_AS_ROLE = "staff.view_as_role"
    # What a programme is made of: written by one, approved by another
    PROGRAMMES_READ = "programmes.read"
    PROGRAMMES_MANAGE = "programmes.manage"
    PROGRAMMES_APPROVE = "programmes.approve"
    # The platform's own room
    OVERSIGHT_READ = "oversight.read"
    MUNICIPALITIES_READ = "municipalities.read"
    MUNICIPALITIES_MANAGE = "municipalities.manage"


#: Every member of a municipality's staff: a caller is never sent away, an emergency never waits for a right
#: (readings 13: 5395/6, 6284), a colleague's name and unit are no secret.
_EVERYONE = frozenset(
    {
        Right.CONTACTS_READ,
        Right.CONTACTS_WRITE,
        Right.URGENT_READ,
        Right.URGENT_WRITE,
        Right.DIRECTORY_READ,
        Right.STAFF_READ,
        Right.TASKS_READ,
    }
)

#: Administrators and auditors look at the house, not at the people it serves.
_BACK_OFFICE = frozenset({Right.URGENT_WRITE, Right.STAFF_READ, Right.TASKS_READ})

ROLE_RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        # Identity: staff only. Special data: none. Approves nothing of people's.
        Role.TENANT_ADMIN: _BACK_OFFICE
        | {
            Right.STAFF_MANAGE,
            Right.UNITS_MANAGE,
            Right.ROLES_ASSIGN,
            Right.WORK_REASSIGN,
            Right.VIEW_AS_ROLE,
            Right.PROGRAMMES_READ,
            Right.PROGRAMMES_MANAGE,
            Right.DIRECTORY_READ,
            Right.APPOINTMENTS_MANAGE,
        },
        # Identity: reads. Special data: reads, logged. Aggregates: reads. Second person of exports and merges.
        Role.UNIT_MANAGER: _EVERYONE
        | {
            Right.PEOPLE_READ,
            Right.PEOPLE_IDENTITY_READ,
            Right.PEOPLE_SPECIAL_READ,
            Right.PEOPLE_SAFETY_WRITE,
            Right.PEOPLE_ADDRESSES_HIDDEN,
            Right.PEOPLE_IMPORT,
            Right.PEOPLE_EXPORT,
            Right.PEOPLE_EXPORT_APPROVE,
            Right.PEOPLE_MERGE,
            Right.DOCUMENTS_READ,
            Right.DIRECTORY_WRITE,
            Right.DIRECTORY_IMPORT,
            Right.DIRECTORY_EXPORT,
            Right.REPORTS_READ,
            Right.ACCESS_LOG_READ,
            Right.BASIS_RECORD,
            Right.WORK_REASSIGN,
            Right.PROGRAMMES_READ,
            Right.PROGRAMMES_APPROVE,
            Right.CASES_READ,
            Right.CASES_WRITE,
            Right.APPOINTMENTS_READ,
            Right.APPOINTMENTS_WRITE,
            Right.APPOINTMENTS_MANAGE,
            Right.LETTERS_READ,
            Right.LETTERS_WRITE,
            Right.LETTERS_APPROVE,
            Right.DECISIONS_TAKE,
            Right.PETITIONS_READ,
            Right.PETITIONS_WRITE,
            Right.PETITIONS_ASSIGN,
            Right.DEADLINES_PAUSE,
            Right.COACHING_READ,
            Right.EMPLOYERS_READ,
        },
        # Identity: reads and writes. Special data: writes, and reads for 30 days what was registered by the holder.
        Role.INTAKE_CLERK: _EVERYONE
        | {
            Right.PEOPLE_READ,
            Right.PEOPLE_WRITE,
            Right.PEOPLE_IDENTITY_READ,
            Right.PEOPLE_SPECIAL_READ_RECENT,
            Right.PEOPLE_SPECIAL_WRITE,
            Right.PEOPLE_SAFETY_WRITE,
            Right.PEOPLE_IMPORT,
            Right.PEOPLE_EXPORT,
            Right.PEOPLE_MERGE,
            Right.DOCUMENTS_READ,
            Right.DOCUMENTS_WRITE,
            Right.DIRECTORY_WRITE,
            Right.DIRECTORY_IMPORT,
            Right.DIRECTORY_EXPORT,
            Right.CASES_READ,
            Right.CASES_WRITE,
            Right.APPOINTMENTS_READ,
            Right.APPOINTMENTS_WRITE,
            Right.LETTERS_READ,
            Right.LETTERS_WRITE,
            Right.PETITIONS_READ,
            Right.PETITIONS_WRITE,
        },
        # Identity: reads. Special data: reads and writes, logged.
        Role.ASSESSOR: _EVERYONE
        | {
            Right.PEOPLE_READ,
            Right.PEOPLE_IDENTITY_READ,
            Right.PEOPLE_SPECIAL_READ,
            Right.PEOPLE_SPECIAL_WRITE,
            Right.PEOPLE_SAFETY_WRITE,
            Right.DOCUMENTS_READ,
            Right.DOCUMENTS_WRITE,
            Right.CASES_READ,
            Right.CASES_WRITE,
            Right.APPOINTMENTS_READ,
            Right.APPOINTMENTS_WRITE,
            Right.LETTERS_READ,
            Right.LETTERS_WRITE,
            Right.COACHING_READ,
        },
        # Identity and special data: the own caseload, logged.
        Role.JOB_COACH: _EVERYONE
        | {
            Right.PEOPLE_READ_OWN,
            Right.PEOPLE_SPECIAL_READ_OWN,
            Right.PEOPLE_SAFETY_WRITE,
            Right.DOCUMENTS_READ,
            Right.CASES_READ_OWN,
            Right.CASES_WRITE_OWN,
            Right.APPOINTMENTS_READ,
            Right.APPOINTMENTS_WRITE,
            Right.LETTERS_READ,
            Right.COACHING_READ_OWN,
            Right.COACHING_WRITE_OWN,
        },
        # Identity: the roster of a course, which comes with courses.
        Role.TRAINER: _EVERYONE,
        # Identity: employers; employees by consent, which comes with employer requests. Aggregates: reads.
        Role.EMPLOYER_ADVISER: _EVERYONE
        | {
            Right.DIRECTORY_WRITE,
            Right.DIRECTORY_EXPORT,
            Right.REPORTS_READ,
            Right.EMPLOYERS_READ,
            Right.EMPLOYERS_WRITE,
        },
        # Identity and special data: people of the own service, logged. Aggregates: reads.
        Role.SOCIAL_AID_OFFICER: _EVERYONE
        | {
            Right.PEOPLE_READ_OWN,
            Right.PEOPLE_SPECIAL_READ_OWN,
            Right.PEOPLE_SAFETY_WRITE,
            Right.DOCUMENTS_READ,
            Right.DIRECTORY_WRITE,
            Right.REPORTS_READ,
            Right.CASES_READ_OWN,
            Right.CASES_WRITE_OWN,
            Right.APPOINTMENTS_READ,
            Right.APPOINTMENTS_WRITE,
        },
        # Identity: people of the own district's cases. Aggregates: reads.
        Role.DISTRICT_LIAISON: _EVERYONE | {Right.PEOPLE_READ_OWN, Right.CASES_READ_OWN, Right.REPORTS_READ},
        # Identity: volunteers, who come with outreach. Aggregates: reads.
        Role.VOLUNTEER_COORDINATOR: _EVERYONE | {Right.REPORTS_READ},
        # Identity and special data: to answer a request, logged. Second person of exports.
        Role.KVKK_CONTACT: _BACK_OFFICE
        | {
            Right.PEOPLE_READ,
            Right.PEOPLE_IDENTITY_READ,
            Right.PEOPLE_SPECIAL_READ_REQUEST,
            Right.PEOPLE_EXPORT_APPROVE,
            Right.DOCUMENTS_READ,
            Right.REPORTS_READ,
            Right.ACCESS_LOG_READ,
            Right.AUDIT_READ,
            Right.NOTICES_MANAGE,
            Right.BASIS_RECORD,
            Right.PROGRAMMES_READ,
            Right.PETITIONS_READ,
            Right.LETTERS_READ,
        },
        # Special data: masked. Aggregates: reads. Audit log: reads.
        Role.AUDITOR: _BACK_OFFICE
        | {
            Right.DIRECTORY_READ,
            Right.REPORTS_READ,
            Right.ACCESS_LOG_READ,
            Right.AUDIT_READ,
            Right.PROGRAMMES_READ,
        },
        # The platform's own room. The coordinator sees released figures only and is not the operator (readings 16).
        Role.COORDINATOR: frozenset({Right.OVERSIGHT_READ, Right.MUNICIPALITIES_READ}),
        Role.PLATFORM_OPERATOR: frozenset(
            {
                Right.MUNICIPALITIES_READ,
                Right.MUNICIPALITIES_MANAGE,
                Right.STAFF_READ,
                Right.STAFF_MANAGE,
                Right.ROLES_ASSIGN,
                Right.AUDIT_READ,
            }
        ),
    }
)

#: Roles of the platform's own room; every other role is held in a municipality, and none in both.
PUBLIC_ROLES = frozenset({Role.COORDINATOR, Role.PLATFORM_OPERATOR})
MUNICIPAL_ROLES = frozenset(Role) - PUBLIC_ROLES

#: Any of these opens a person's page or the list; `visible_to(actor)` narrows what is found.
PEOPLE_READING = (Right.PEOPLE_READ, Right.PEOPLE_READ_OWN)
#: Any of these opens a case's page or the list; `visible_to(actor)` narrows what is found.
CASES_READING = (Right.CASES_READ, Right.CASES_READ_OWN)
CASES_WRITING = (Right.CASES_WRITE, Right.CASES_WRITE_OWN)
#: Any of these opens coaching records; `visible_to(actor)` narrows what is found.
COACHING_READING = (Right.COACHING_READ, Right.COACHING_READ_OWN)
#: Any of these opens special-category values; the reading operation narrows by caseload, day and purpose.
SPECIAL_READING = (
    Right.PEOPLE_SPECIAL_READ,
    Right.PEOPLE_SPECIAL_READ_OWN,
    Right.PEOPLE_SPECIAL_READ_RECENT,
    Right.PEOPLE_SPECIAL_READ_REQUEST,
)

#: A session without a second factor is no use to a role that holds one of these: special-category data, what carries
#: them out of the house, and the power to give such rights to someone.
MFA_RIGHTS = frozenset(
    {
        *SPECIAL_READING,
        Right.PEOPLE_SPECIAL_WRITE,
        Right.PEOPLE_ADDRESSES_HIDDEN,
        Right.PEOPLE_EXPORT,
        Right.PEOPLE_EXPORT_APPROVE,
        Right.STAFF_MANAGE,
        Right.ROLES_ASSIGN,
        Right.PROGRAMMES_MANAGE,
        Right.PROGRAMMES_APPROVE,
        Right.MUNICIPALITIES_MANAGE,
    }
)
MFA_ROLES = frozenset(role for role, rights in ROLE_RIGHTS.items() if rights & MFA_RIGHTS)

RIGHT_LABELS: Mapping[Right, str] = MappingProxyType(
    {
        Right.PEOPLE_READ: "Kişileri görür",
        Right.PEOPLE_READ_OWN: "Kendi izlediği kişileri görür",
        Right.PEOPLE_WRITE: "Kişi kaydeder ve düzeltir",
        Right.PEOPLE_IDENTITY_READ: "Kimlik numarasını açar",
        Right.PEOPLE_SPECIAL_READ: "Özel nitelikli veriyi açar (kaydı tutulur)",
        Right.PEOPLE_SPECIAL_READ_OWN: "Kendi izlediği kişilerin özel nitelikli verisini açar (kaydı tutulur)",
        Right.PEOPLE_SPECIAL_READ_RECENT: "Kaydettiği kişilerin özel nitelikli verisini 30 gün açar (kaydı tutulur)",
        Right.PEOPLE_SPECIAL_READ_REQUEST: "İlgili kişi başvurusu için özel nitelikli veriyi açar (kaydı tutulur)",
        Right.PEOPLE_SPECIAL_WRITE: "Özel nitelikli veri kaydeder",
        Right.PEOPLE_SAFETY_WRITE: "Güvenli iletişim planını düzenler",
        Right.PEOPLE_ADDRESSES_HIDDEN: "Gizli adresleri görür ve görecek personeli belirler",
        Right.PEOPLE_IMPORT: "Kişileri içe aktarır",
        Right.PEOPLE_EXPORT: "Kişileri dışa aktarır",
        Right.PEOPLE_EXPORT_APPROVE: "Başkasının dışa aktarma isteğini onaylar",
        Right.PEOPLE_MERGE: "Mükerrer kayıtları birleştirir",
        Right.DOCUMENTS_READ: "Belgeleri açar",
        Right.DOCUMENTS_WRITE: "Belge ekler",
        Right.CONTACTS_READ: "Bilgi taleplerini görür",
        Right.CONTACTS_WRITE: "Bilgi talebi kaydeder",
        Right.URGENT_READ: "Acil bildirimleri görür",
        Right.URGENT_WRITE: "Acil bildirim yapar",
        Right.DIRECTORY_READ: "Hizmet sağlayıcıları görür",
        Right.DIRECTORY_WRITE: "Hizmet sağlayıcıları düzenler",
        Right.DIRECTORY_IMPORT: "Hizmet sağlayıcıları içe aktarır",
        Right.DIRECTORY_EXPORT: "Hizmet sağlayıcıları dışa aktarır",
        Right.REPORTS_READ: "Raporları görür",
        Right.TASKS_READ: "Kendi işlerini görür",
        Right.ACCESS_LOG_READ: "Erişim kayıtlarını görür",
        Right.AUDIT_READ: "Denetim izini görür",
        Right.NOTICES_MANAGE: "Aydınlatma metinlerini yönetir",
        Right.BASIS_RECORD: "Programlar arası erişim için dayanak kaydeder",
        Right.STAFF_READ: "Personel listesini görür",
        Right.STAFF_MANAGE: "Personel hesaplarını yönetir",
        Right.UNITS_MANAGE: "Birimleri yönetir",
        Right.ROLES_ASSIGN: "Rol verir ve sonlandırır",
        Right.WORK_REASSIGN: "Bir çalışanın işlerini başkasına aktarır",
        Right.VIEW_AS_ROLE: "Rol olarak görür",
        Right.PROGRAMMES_READ: "Program tanımlarını görür",
        Right.PROGRAMMES_MANAGE: "Programları hazırlar, onaya sunar",
        Right.PROGRAMMES_APPROVE: "Program sürümlerini ikinci kişi olarak onaylar",
        Right.CASES_READ: "Dosyaları görür",
        Right.CASES_READ_OWN: "Kendi izlediği dosyaları görür",
        Right.CASES_WRITE: "Dosya açar ve yürütür",
        Right.CASES_WRITE_OWN: "Kendi izlediği dosyaları yürütür",
        Right.APPOINTMENTS_READ: "Randevuları görür",
        Right.APPOINTMENTS_WRITE: "Randevu verir, değiştirir, geleni kaydeder",
        Right.APPOINTMENTS_MANAGE: "Randevu takvimlerini düzenler",
        Right.LETTERS_READ: "Yazıları görür",
        Right.LETTERS_WRITE: "Yazı hazırlar, tebliğini kaydeder",
        Right.LETTERS_APPROVE: "Yazıları onaylar",
        Right.DECISIONS_TAKE: "Askıya alma ve sonlandırma kararı verir",
        Right.PETITIONS_READ: "Talep ve şikâyetleri görür",
        Right.PETITIONS_WRITE: "Talep ve şikâyet kaydeder, cevap hazırlar",
        Right.PETITIONS_ASSIGN: "Talep ve şikâyetleri görevlendirir, cevabı onaylar",
        Right.DEADLINES_PAUSE: "Mücbir sebeple iç süreleri durdurur",
        Right.COACHING_READ: "Ziyaret kayıtlarını ve destek planlarını görür",
        Right.COACHING_READ_OWN: "Kendi izlediği kişilerin ziyaret kayıtlarını görür",
        Right.COACHING_WRITE_OWN: "Kendi izlediği kişilere ziyaret kaydı ve destek planı yazar",
        Right.EMPLOYERS_READ: "İşverenlere verilen hizmetleri görür",
        Right.EMPLOYERS_WRITE: "İşveren talebini ve verilen hizmeti kaydeder",
        Right.OVERSIGHT_READ: "Yayımlanan göstergeleri görür",
        Right.MUNICIPALITIES_READ: "Belediyelerin listesini görür",
        Right.MUNICIPALITIES_MANAGE: "Belediyeleri yönetir",
    }
)
