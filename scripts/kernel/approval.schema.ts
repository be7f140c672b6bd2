import Type from "typebox";

const strict = { additionalProperties: false };
const Hex = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Time = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$" });
const Name = Type.String({ pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", maxLength: 32 });
const KeyId = Type.String({ pattern: "^[0-9a-f]{16}$" });
/** 32 and 64 bytes as base64. */
const PublicKey = Type.String({ pattern: "^[A-Za-z0-9+/]{43}=$" });
const Signed = Type.String({ pattern: "^[A-Za-z0-9+/]{86}==$" });
const Bytes = Type.String({ pattern: "^[A-Za-z0-9+/]+=*$", maxLength: 200 });

export const ModeSchema = Type.Enum(["open", "terminal", "signature"]);
export const ThresholdSchema = Type.Integer({ minimum: 1, maximum: 20 });

/** How a yes has to be given, and by how many approvers where it is signed. */
export const RuleSchema = Type.Object({ mode: ModeSchema, threshold: ThresholdSchema }, strict);

export const SignatureSchema = Type.Object({ key: KeyId, name: Name, at: Time, signature: Signed }, strict);

/** What an approval was given under. `round` names the moment from which the proposal waited: the checksum of an event, so that a yes fits no other log and no later waiting. */
export const GivenSchema = Type.Object(
  { mode: ModeSchema, threshold: ThresholdSchema, log: Type.String({ pattern: "^[0-9a-f]{32}$" }), round: Hex, signatures: Type.Array(SignatureSchema) },
  strict,
);

export const ApproverSchema = Type.Object({ id: KeyId, name: Name, key: PublicKey, addedAt: Time, revokedAt: Type.Union([Time, Type.Null()]) }, strict);

/** `approvers.json`, outside of the data folder: must say what the audit log says. */
export const ApproversFileSchema = Type.Object(
  { schemaVersion: Type.Literal(1), mode: ModeSchema, threshold: ThresholdSchema, approvers: Type.Array(ApproverSchema) },
  strict,
);

/** An approver's private key, of no use without the passphrase. */
export const ApproverKeySchema = Type.Object(
  {
    schemaVersion: Type.Literal(1),
    id: KeyId,
    name: Name,
    key: PublicKey,
    kdf: Type.Object({ name: Type.Literal("scrypt"), logN: Type.Literal(17), r: Type.Literal(8), p: Type.Literal(1), salt: Bytes }, strict),
    cipher: Type.Object({ name: Type.Literal("aes-256-gcm"), iv: Bytes, tag: Bytes, data: Bytes }, strict),
  },
  strict,
);
