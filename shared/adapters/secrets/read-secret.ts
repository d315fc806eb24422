/** Reads a secret and checks its form; what it holds appears in no message. */
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type * as z from 'zod';

/** The secret is missing or does not have the form that docs/aws.md describes. */
class UnreadableSecret extends Error {
  override name = 'UnreadableSecret';
}

export async function readSecret<Schema extends z.ZodType>(
  client: SecretsManagerClient,
  arn: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  const parsed = schema.safeParse(jsonOf(SecretString));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path }) => path.join('.') || 'the whole').join(', ');
  throw new UnreadableSecret(
    `The secret ${arn} does not have the expected form (${places}); see docs/aws.md.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
