/** Carries out one command: reads, decides, writes everything in one transaction, then plans what follows. */
import { wakingCommand } from '../domain/matters/kinds.ts';
import { isStateSecret, STATE_SECRET_REFUSED } from '../domain/matters/state-secret.ts';
import type { Instant } from '../domain/time/instant.ts';
import { actOnDuty } from './act-on-duty.ts';
import { actOnMatter } from './act-on-matter.ts';
import { changeDistrict } from './change-district.ts';
import type { CommandEnvelope, CommandOutcome } from './commands.ts';
import { type Attempt, commitWith } from './commit-command.ts';
import type { District } from './district.ts';
import type { Engine } from './engine.ts';
import { changeFeed } from './feeds/feeds.ts';
import { handOverWatch } from './hand-over-watch.ts';
import { actOnDeadLetter } from './notices/dead-letters.ts';
import { recordReceipt } from './notices/notice-receipts.ts';
import { releaseNotices } from './notices/release-notices.ts';
import { takeReply } from './notices/take-reply.ts';
import { actOnReport } from './reports/keep.ts';
import { keyOf, matterOf } from './rows.ts';
import { switchOn } from './switch-on.ts';

/** Another writer may get in between; after so many tries something is wrong. */
const MOST_TRIES = 8;

/**
 * Does what the envelope asks at `now`; what is marked as a state secret (涉密) is refused, whatever the verb. A refusal is an answer and changes nothing; a repeated command is not
 * carried out again. Fails only when the store does.
 */
export async function execute(
  engine: Engine,
  envelope: CommandEnvelope,
  now: Instant,
): Promise<CommandOutcome> {
  if (isStateSecret(envelope.command)) return { outcome: 'refused', reason: STATE_SECRET_REFUSED };
  if (await engine.store.receipt(envelope.district, envelope.commandId)) return { outcome: 'repeated' };
  await wakeFirst(engine, envelope, now);
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const district = await engine.districts.open(envelope.district);
    const done = await attemptCommand(engine, district, envelope, now);
    if (done === 'conflict') continue;
    return done.outcome === 'refused' ? orRepeated(engine, envelope, done) : done;
  }
  throw new Error(`command '${envelope.commandId}' met another writer ${MOST_TRIES} times`);
}

/** The same command may have been carried out meanwhile; then that is why it is impossible now. */
async function orRepeated(
  engine: Engine,
  { district, commandId }: CommandEnvelope,
  refusal: CommandOutcome,
): Promise<CommandOutcome> {
  return (await engine.store.receipt(district, commandId)) ? { outcome: 'repeated' } : refusal;
}

/** A matter whose moment has passed is woken before anybody acts on it, as a punctual heartbeat would have done. */
async function wakeFirst(
  engine: Engine,
  { district, command }: CommandEnvelope,
  now: Instant,
): Promise<void> {
  const id = 'duty' in command ? command.duty.split('/')[0] : 'id' in command ? command.id : undefined;
  const row = id === undefined ? null : await engine.store.get(keyOf(district, 'matter', id));
  const matter = matterOf(row);
  const waking = matter && wakingCommand(matter);
  if (!row?.due || row.due.at >= now || !waking || waking.do === command.do) return;
  const commandId = `wake/${row.id}@${row.version}`;
  await execute(engine, { district, commandId, actor: 'system', command: waking }, now);
}

async function attemptCommand(
  engine: Engine,
  district: District,
  envelope: CommandEnvelope,
  now: Instant,
): Promise<Attempt> {
  const { command } = envelope;
  switch (command.do) {
    case 'duty.submit':
    case 'duty.acknowledge':
    case 'duty.accept':
    case 'duty.return':
    case 'duty.ask-extension':
    case 'duty.wish-extension':
    case 'duty.extend':
    case 'duty.refuse-extension':
    case 'duty.adopt':
    case 'duty.explain':
    case 'check.answer':
    case 'notice.correct':
      return actOnDuty(engine, district, { ...envelope, command }, now);
    case 'notice.sign':
    case 'notice.report':
    case 'call.record':
    case 'paper.serve':
      return recordReceipt(engine, district, { ...envelope, command }, now);
    case 'notice.retry':
    case 'notice.drop':
      return actOnDeadLetter(engine, district, { ...envelope, command }, now);
    case 'notice.release':
    case 'notice.confirm':
      return releaseNotices(engine, district, { ...envelope, command }, now);
    case 'absence.record':
    case 'absence.request':
    case 'absence.approve':
    case 'absence.confirm':
    case 'absence.refuse':
    case 'absence.file':
    case 'absence.end':
    case 'whereabouts.set':
    case 'directory.appoint':
    case 'directory.vacate':
    case 'directory.person':
    case 'directory.successor':
    case 'directory.import':
    case 'notice.mute':
    case 'notice.unmute':
    case 'sending.stop':
    case 'sending.resume':
    case 'digest.request':
      return commitWith(
        engine,
        envelope,
        now,
        await changeDistrict(engine.store, district, envelope, command, now),
      );
    case 'reply.take':
    case 'link.use':
      return takeReply(engine, district, { ...envelope, command }, now);
    case 'feed.issue':
    case 'feed.revoke':
      return commitWith(
        engine,
        envelope,
        now,
        await changeFeed(engine.store, { district, envelope, now }, command),
      );
    case 'duty-room.handover':
      return handOverWatch(engine, district, { ...envelope, command }, now);
    case 'report.make':
    case 'report.approve':
    case 'report.withdraw':
      return actOnReport(engine, district, { ...envelope, command }, now);
    case 'rule.release':
    case 'rule.shadow':
    case 'rule.confirm':
    case 'setting.change':
    case 'calendar.overlay':
      return commitWith(
        engine,
        envelope,
        now,
        await switchOn(engine.store, district, { ...envelope, command }, now, engine.installation.hashOf),
      );
    default:
      return actOnMatter(engine, district, envelope, command, now);
  }
}
