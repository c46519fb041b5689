import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

type Inputs = Readonly<Record<string, unknown>>;

/** What resources answer under mocks, by type. Another type throws. */
export type Answers = Readonly<Record<string, (inputs: Inputs) => object>>;

export const PROJECT = "partner-keys";
export const STACK = "test";

/** The engine as a program sees it, which keeps what is declared. */
export class MockedProgram {
  private readonly inputs = new Map<string, Inputs>();
  private readonly resources: pulumi.Resource[] = [];

  private constructor(answers: Answers) {
    void pulumi.runtime.setMocks(this.mocks(answers), PROJECT, STACK, false);
  }

  static start(answers: Answers, config: Readonly<Record<string, string>> = {}): MockedProgram {
    const program = new MockedProgram(answers);
    pulumi.runtime.setAllConfig({ ...config });
    return program;
  }

  /** To be given to whatever a test declares: its resources and their children are awaited. */
  readonly watched: pulumi.ComponentResourceOptions = {
    transformations: [
      ({ resource }) => {
        this.resources.push(resource);
        return undefined;
      },
    ],
  };

  /** URNs (which name the parents' types) and inputs of everything that was declared, once all of it is registered. */
  async declared(): Promise<ReadonlyMap<string, Inputs>> {
    const declared = new Map<string, Inputs>();
    for (const resource of this.resources) {
      const urn = await plain(resource.urn);
      declared.set(
        urn.slice(`urn:pulumi:${STACK}::${PROJECT}::`.length),
        this.inputs.get(urn.slice(urn.lastIndexOf("::") + 2)) ?? {},
      );
    }
    return declared;
  }

  private mocks(answers: Answers): pulumi.runtime.Mocks {
    return {
      newResource: ({ type, name, inputs }) => {
        const answer = answers[type];
        if (answer === undefined) throw new Error(`this program must not declare a ${type}`);
        assert.ok(!this.inputs.has(name), `two resources are named ${name}`);
        this.inputs.set(name, inputs as Inputs);
        return { id: `id of ${name}`, state: { ...(inputs as Inputs), ...answer(inputs as Inputs) } };
      },
      call: ({ token }) => {
        throw new Error(`this program must not call ${token}`);
      },
    };
  }
}

/** The value of an output, awaited: where the output fails, so does this. It must be known and no secret. */
export async function plain<T>(output: pulumi.Output<T>): Promise<T> {
  const inner = output as unknown as {
    promise(): Promise<T>;
    readonly isSecret: Promise<boolean>;
    readonly isKnown: Promise<boolean>;
  };
  const [value, isSecret, isKnown] = await Promise.all([inner.promise(), inner.isSecret, inner.isKnown]);
  assert.ok(isKnown, "the output is not known");
  assert.ok(!isSecret, "the output is a secret");
  return value;
}
