using System.Text.Json;
using Orderly.Canonical.Outbound;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Effects;

/// <summary>
/// One attempt of one call, and what its outcome means. A receiver that honours keys is sent to again; one that can be asked
/// is asked first; for one that is neither, "sending" is on disk before the call, and found there by another owner it is a
/// person's decision.
/// </summary>
internal sealed class EffectSending(OwnerContext context, InstanceRouting routing, Connectors connectors, NodeTime time, Func<int> era)
    : IDisposable
{
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Ends the waits for receivers after the given time.</summary>
    public void Cancel(TimeSpan after) => stopping.CancelAfter(after);

    public void Dispose() => stopping.Dispose();

    public async Task Send(EffectRow effect, long laneEpoch)
    {
        if (context.Activations.Places.Covers(effect))
        {
            // It was written before its place was told to listen only.
            await Claim(effect, EffectState.Sealed, 0, 0);
            return;
        }
        var body = EffectBody.Read(effect.Body);
        var (connector, traits, missing) = connectors.Find(effect.Type, body.Operation ?? "");
        if (connector is null || traits is null)
        {
            await Fail(effect, "NotConfigured", missing!);
            return;
        }
        var call = new OutboundCall(EffectKey.Of(era(), effect), body.Operation!, body.PlainInput);
        if (body.Objection is { } objection)
        {
            await Fail(effect, "NotNews", objection);
            return;
        }
        if (body.UsefulUntil is { } until && until < context.Clock.Now())
        {
            // It may have gone out in an earlier attempt: then its outcome still counts.
            var late = $"Expected to send until {until:u}, but it is {context.Clock.Now():u}";
            if (effect.Attempt > 0 && traits.CanBeAsked) await Ask(effect, connector, call, sendOtherwise: false);
            else if (effect.Attempt > 0 && MayHaveActed(traits)) await Unknown(effect, $"NoLongerUseful: {late}, and whether one of {effect.Attempt} attempts acted is not known");
            else await Fail(effect, "NoLongerUseful", late);
            return;
        }
        if (!traits.HonoursKey && !traits.IsSafeToRepeat)
        {
            if (await Claim(effect, EffectState.Sending, 0, laneEpoch) is not { } sending) return;
            effect = sending;
        }
        await Judge(effect, connector, traits, call, await connector.SendAsync(call, stopping.Token));
    }

    /// <summary>A call that another owner had begun to send.</summary>
    public async Task Settle(EffectRow effect)
    {
        var body = EffectBody.Read(effect.Body);
        var (connector, traits, _) = connectors.Find(effect.Type, body.Operation ?? "");
        if (connector is not null && traits is { CanBeAsked: true })
            await Ask(effect, connector, new OutboundCall(EffectKey.Of(era(), effect), body.Operation!, body.PlainInput), sendOtherwise: true);
        else
            await Unknown(effect, "The node that was sending it died before the answer was stored");
    }

    private async Task Judge(EffectRow effect, IConnector connector, ConnectorTraits traits, OutboundCall call, SendOutcome outcome)
    {
        switch (outcome)
        {
            case SendOutcome.Delivered delivered:
                await Succeed(effect, delivered.Response);
                break;
            case SendOutcome.Refused refused:
                await Fail(effect, refused.Fault.Class.ToString(), refused.Fault.SafeText);
                break;
            case SendOutcome.Transient transient:
                await Retry(effect, traits, transient.Fault, transient.RetryAfter);
                break;
            case SendOutcome.OutcomeUnknown unknown when traits.HonoursKey || traits.IsSafeToRepeat || context.Options.Planted == PlantedBug.SendBlindly:
                await Retry(effect, traits, unknown.Fault, null);
                break;
            case SendOutcome.OutcomeUnknown when traits.CanBeAsked:
                await Ask(effect, connector, call, sendOtherwise: true);
                break;
            case SendOutcome.OutcomeUnknown unknown:
                await Unknown(effect, unknown.Fault.SafeText);
                break;
        }
    }

    /// <summary>Asks until the receiver knows, within the schedule; the effect stays as "sending" meanwhile.</summary>
    private async Task Ask(EffectRow effect, IConnector connector, OutboundCall call, bool sendOtherwise)
    {
        for (var asked = 1; ; asked++)
        {
            switch (await connector.AskAsync(call, stopping.Token))
            {
                case InquiryOutcome.Executed executed:
                    await Succeed(effect, executed.Response);
                    return;
                case InquiryOutcome.NotExecuted when sendOtherwise:
                    await Claim(effect, EffectState.Pending, Micros.From(time.Real.GetUtcNow()), 0);
                    return;
                case InquiryOutcome.NotExecuted:
                    await Fail(effect, "NoLongerUseful", "Expected it to be done in time, but the receiver never did it");
                    return;
                case InquiryOutcome.StillUnknown unknown when RetrySchedule.IsExhausted(asked, FaultClass.Timeout):
                    await Unknown(effect, unknown.Fault.SafeText);
                    return;
                case InquiryOutcome.StillUnknown unknown:
                    await Task.Delay(RetrySchedule.DelayAfter(call.Key, asked, FaultClass.Timeout, unknown.RetryAfter), time.Real, stopping.Token);
                    break;
            }
        }
    }

    /// <summary>
    /// Sent again and again under its key, any attempt may have acted, the one a dead node did not live to tell of too. One
    /// that stays as "sending" comes back from there only when it surely did not act.
    /// </summary>
    private static bool MayHaveActed(ConnectorTraits traits) => traits is { HonoursKey: true, IsSafeToRepeat: false };

    private async Task Retry(EffectRow effect, ConnectorTraits traits, Fault fault, TimeSpan? askedFor)
    {
        var attempt = effect.State == EffectState.Sending ? effect.Attempt : effect.Attempt + 1;
        if (RetrySchedule.IsExhausted(attempt, fault.Class))
        {
            if (MayHaveActed(traits)) await Unknown(effect, $"{fault.Class}: {fault.SafeText} (given up after {attempt} attempts, and whether one of them acted is not known)");
            else await Fail(effect, fault.Class.ToString(), $"{fault.SafeText} (given up after {attempt} attempts)");
            return;
        }
        var delay = RetrySchedule.DelayAfter(effect.Id.ToString(), attempt, fault.Class, askedFor);
        RuntimeLog.EffectRetried(time.Log, effect.Id, effect.Type, fault.Class.ToString(), attempt, delay);
        var outcome = await context.Writer.Write(new Append
        {
            Claims = [new ClaimEffect(effect.Id, effect.State, effect.Attempt, EffectState.Pending, attempt, Micros.From(time.Real.GetUtcNow() + delay), 0, null)],
        });
        if (outcome is Unavailable away) throw new StoreUnavailableException(away.Error);
    }

    /// <summary>Null when it is no longer as it was read: another owner has it, or it was withdrawn.</summary>
    private async Task<EffectRow?> Claim(EffectRow effect, EffectState to, long nextAt, long laneEpoch)
    {
        var attempt = to == EffectState.Sending ? effect.Attempt + 1 : effect.Attempt;
        var outcome = await context.Writer.Write(new Append
        {
            Claims = [new ClaimEffect(effect.Id, effect.State, effect.Attempt, to, attempt, nextAt, laneEpoch, null)],
        });
        if (outcome is Unavailable away) throw new StoreUnavailableException(away.Error);
        return outcome is Committed ? effect with { State = to, Attempt = attempt, SenderEpoch = laneEpoch } : null;
    }

    private Task Succeed(EffectRow effect, string response) => Tell(effect, new EffectSucceeded(new CallId(effect.Id), Read(response)));

    private Task Fail(EffectRow effect, string fault, string message) => Tell(effect, new EffectFailed(new CallId(effect.Id), fault, message));

    private Task Unknown(EffectRow effect, string message)
    {
        RuntimeLog.EffectUnknown(time.Log, effect.Id, effect.Type);
        return Tell(effect, new EffectOutcomeUnknown(new CallId(effect.Id), message));
    }

    /// <summary>The instance's commit takes the row away; until it does, the answer is told again.</summary>
    private async Task Tell(EffectRow effect, Command command)
    {
        for (var told = 1; ; told++)
        {
            switch (await routing.Submit(effect.Instance, command, new Terms(Caller.Host)))
            {
                case Reply.Accepted:
                    return;
                case Reply.Rejected or Reply.NotFound:
                    // The call was withdrawn while it was under way.
                    await context.Writer.Write(new Append { Changes = [new RemoveEffect(effect.Id)] });
                    return;
                default:
                    await Task.Delay(RetrySchedule.DelayAfter(effect.Id.ToString(), told, FaultClass.Timeout, null), time.Real, stopping.Token);
                    break;
            }
        }
    }

    private static FeelContext Read(string response)
    {
        try
        {
            using var document = JsonDocument.Parse(response);
            var value = FeelJson.FromPlain(document.RootElement);
            return value as FeelContext ?? FeelContext.Empty.With("response", value);
        }
        catch (JsonException)
        {
            return FeelContext.Empty.With("response", FeelValue.Of(response));
        }
    }
}
