import { AttributeTypeAndValue, AttributeValue, Name, RelativeDistinguishedName } from "@peculiar/asn1-x509";
import { ATTRIBUTES, partsOf, type Subject } from "./subject";

/** A distinguished name with one attribute in each part, as `openssl req` writes it. */
export function distinguishedName(subject: Subject): Name {
  const parts = partsOf(subject).map(([name, value]) => {
    const { oid, as } = ATTRIBUTES[name];
    return new AttributeTypeAndValue({ type: oid, value: new AttributeValue({ [as]: value }) });
  });
  return new Name(parts.map((part) => new RelativeDistinguishedName([part])));
}
