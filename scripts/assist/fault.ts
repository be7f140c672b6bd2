/** A validator as ajv leaves it. */
type Validator = ((value: unknown) => boolean) & { errors?: readonly Readonly<{ instancePath: string; message?: string }>[] | null };

/** Validator -> what is wrong with a value, naming the place and never the value; null when it fits. */
export function faultIn(validate: Validator): (value: unknown) => string | null {
  return (value) => {
    if (validate(value)) return null;
    const fault = validate.errors?.[0];
    return `${fault?.instancePath === "" ? "the answer" : (fault?.instancePath ?? "the answer")} ${fault?.message ?? "does not fit"}`;
  };
}
