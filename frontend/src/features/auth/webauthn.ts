/** WebAuthn between the browser's bytes and allauth's JSON (base64url), for browsers with and without the JSON helpers. */
function toBytes(text: string): ArrayBuffer {
  const base64 = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer;
}

function toText(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

interface Descriptor {
  id: string;
  type: "public-key";
  transports?: AuthenticatorTransport[];
}

export interface CreationOptions {
  publicKey: {
    challenge: string;
    user: { id: string; name: string; displayName: string };
    excludeCredentials?: Descriptor[];
    [other: string]: unknown;
  };
}

export interface RequestOptions {
  publicKey: { challenge: string; allowCredentials?: Descriptor[]; [other: string]: unknown };
}

const descriptors = (list: Descriptor[] = []) => list.map((one) => ({ ...one, id: toBytes(one.id) }));

export function isWebAuthnSupported(): boolean {
  return "PublicKeyCredential" in window && "credentials" in navigator;
}

/** Asks the key to sign; returns what allauth expects as `credential`. Throws DOMException when the person stops it. */
export async function signWithKey({ publicKey }: RequestOptions): Promise<object> {
  const options = { ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: descriptors(publicKey.allowCredentials) };
  const credential = (await navigator.credentials.get({ publicKey: options })) as PublicKeyCredential;
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      authenticatorData: toText(response.authenticatorData),
      clientDataJSON: toText(response.clientDataJSON),
      signature: toText(response.signature),
      userHandle: response.userHandle ? toText(response.userHandle) : null,
    },
  };
}

/** Registers a key; returns what allauth expects as `credential`. */
export async function makeKey({ publicKey }: CreationOptions): Promise<object> {
  const options = {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
    excludeCredentials: descriptors(publicKey.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
  const credential = (await navigator.credentials.create({ publicKey: options })) as PublicKeyCredential;
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      attestationObject: toText(response.attestationObject),
      clientDataJSON: toText(response.clientDataJSON),
      transports: response.getTransports(),
    },
  };
}
