import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { prepareNamespace } from '#platform/temporal';

let connection: Connection;
beforeAll(async () => {
  connection = await Connection.connect({ address: inject('servers').temporalAddress });
});
afterAll(() => connection.close());

const ours = async (namespace: string) => {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return Object.fromEntries(Object.entries(customAttributes).filter(([name]) => name.startsWith('Sip')));
};
const six = { SipStage: 2, SipHolder: 2, SipParty: 2, SipDueAt: 6, SipWaitingSince: 6, SipRound: 3 };

describe('preparing the namespace', () => {
  it('registers it with our six search attributes, and may be repeated, also twice at once', async () => {
    const namespace = `new-${randomUUID().slice(0, 8)}`;
    await Promise.all([prepareNamespace(connection, namespace), prepareNamespace(connection, namespace)]);
    await prepareNamespace(connection, namespace);
    expect(await ours(namespace)).toEqual(six);
  });

  it('keeps histories of closed cases for 90 days', async () => {
    const { namespace } = inject('servers');
    const { config } = await connection.workflowService.describeNamespace({ namespace });
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(90 * 86_400);
  });

  it('adds those that are missing when an earlier release registered fewer', async () => {
    const namespace = `old-${randomUUID().slice(0, 8)}`;
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
    for (let tries = 0; ; tries += 1)
      try {
        await connection.operatorService.addSearchAttributes({
          namespace,
          searchAttributes: { SipStage: proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD },
        });
        break;
      } catch (error) {
        if (tries === 50) throw error;
        await new Promise((resume) => setTimeout(resume, 100));
      }
    await prepareNamespace(connection, namespace);
    expect(await ours(namespace)).toEqual(six);
  });
});
