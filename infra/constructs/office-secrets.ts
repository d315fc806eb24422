/** The secrets of an installation: one generated, the others created empty and filled in by the operator. */
import { RemovalPolicy, SecretValue, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { DubanFunction } from './duban-function.ts';

export class OfficeSecrets extends Construct {
  readonly #channels: Secret;
  readonly #deadMan: Secret;
  readonly #signing: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#channels = emptySecret(this, 'Channels', 'Duban: credentials of the message channels, by channel');
    this.#deadMan = emptySecret(this, 'DeadMan', "Duban: address of the dead-man's switch");
    this.#signing = generatedSecret(this, 'Signing', 'Duban: key for links and calendar addresses');
  }

  grantReadChannels(reader: DubanFunction): void {
    reader.allow(['secretsmanager:GetSecretValue'], [this.#channels.secretArn]);
    reader.configure({ DUBAN_CHANNELS_SECRET: this.#channels.secretArn });
  }

  grantReadSigning(reader: DubanFunction): void {
    reader.allow(['secretsmanager:GetSecretValue'], [this.#signing.secretArn]);
    reader.configure({ DUBAN_SIGNING_SECRET: this.#signing.secretArn });
  }

  grantReadDeadMan(reader: DubanFunction): void {
    reader.allow(['secretsmanager:GetSecretValue'], [this.#deadMan.secretArn]);
    reader.configure({ DUBAN_DEAD_MAN_SECRET: this.#deadMan.secretArn });
  }
}

function emptySecret(scope: Construct, id: string, description: string): Secret {
  const secret = new Secret(scope, id, {
    description,
    // Not a secret: an empty document. What the operator puts in its place never enters the template.
    secretStringValue: SecretValue.unsafePlainText('{}'),
    removalPolicy: RemovalPolicy.RETAIN,
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason:
      'The keys are issued by the operators of the channels; they are replaced by hand, as docs/aws.md says.',
  });
  return secret;
}

/** Made by AWS at the first deployment and never seen by anybody. */
function generatedSecret(scope: Construct, id: string, description: string): Secret {
  const secret = new Secret(scope, id, {
    description,
    generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'key', passwordLength: 64 },
    removalPolicy: RemovalPolicy.RETAIN,
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason:
      'A new key would end every link and calendar address given out; it is replaced only when it has leaked.',
  });
  return secret;
}
