// node -r ts-node/register/transpile-only bench/badTraffic.ts: prints the tables of docs/resources/signer.md, "Requests that
// are refused for their own sake". A test compares them.
import { badTrafficTables } from "../workbench/badTraffic/figures";

void badTrafficTables().then((tables) => console.log(tables));
