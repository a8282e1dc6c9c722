// The other party in the round trips: reads standard input, writes standard output.
//   node age.mjs encrypt RECIPIENT…   node age.mjs decrypt IDENTITY
//   node age.mjs lock PASSPHRASE      node age.mjs unlock PASSPHRASE
//   node age.mjs armor                node age.mjs dearmor
//   node age.mjs recipient IDENTITY   node age.mjs keygen
import { webcrypto } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

globalThis.crypto ??= webcrypto; // node 18 has it, but not under this name
const { Decrypter, Encrypter, armor, generateHybridIdentity, identityToRecipient } = await import("age-encryption");

const [verb, ...rest] = process.argv.slice(2);
const input = () => new Uint8Array(readFileSync(0));
const output = (data) => writeFileSync(1, data);

async function encrypt(prepare) {
  const encrypter = new Encrypter();
  prepare(encrypter);
  output(await encrypter.encrypt(input()));
}

async function decrypt(prepare) {
  const decrypter = new Decrypter();
  prepare(decrypter);
  output(await decrypter.decrypt(input()));
}

const verbs = {
  encrypt: () => encrypt((e) => rest.forEach((recipient) => e.addRecipient(recipient))),
  decrypt: () => decrypt((d) => d.addIdentity(rest[0])),
  lock: () => encrypt((e) => { e.setScryptWorkFactor(12); e.setPassphrase(rest[0]); }),
  unlock: () => decrypt((d) => d.addPassphrase(rest[0])),
  armor: () => output(armor.encode(input())),
  dearmor: () => output(armor.decode(new TextDecoder().decode(input()))),
  recipient: async () => output(await identityToRecipient(rest[0])),
  keygen: async () => output(await generateHybridIdentity()),
};
await verbs[verb]();
