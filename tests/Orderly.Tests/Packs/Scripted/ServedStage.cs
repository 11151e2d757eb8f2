using System.Text.Json.Nodes;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Rehearsal;
using Orderly.Engine.Work;
using Orderly.Journal;

namespace Orderly.Tests.Packs.Scripted;

/// <summary>
/// A scenario on the served product: its messages over MLLP, its people over the HTTP API with keys of their own, its ERP over HTTP.
/// Hospital time stands still but for the script, which goes from timer to timer, so that what is due happens at its own minute and
/// nothing waits on a wall clock.
/// </summary>
internal sealed class ServedStage : IAsyncDisposable
{
    private static readonly DateTimeOffset Begun = new(2026, 6, 9, 16, 31, 0, TimeSpan.Zero);

    private readonly SocketHospital hospital;
    private readonly ScriptedErp erp;
    private readonly Wire wire;
    private readonly string key;

    private ServedStage(SocketHospital hospital, ScriptedErp erp, Script script) =>
        (this.hospital, this.erp, wire, key) = (hospital, erp, new Wire(Plain(script.Variables)), script.Key!);

    /// <summary>Begins a hospital and in it, by its message, the case that the script is about.</summary>
    public static async Task<ServedStage> OpenAsync(Script script, string? postgres)
    {
        var (hospital, erp) = await SocketHospital.OpenStillAsync(Begun, postgres);
        var stage = new ServedStage(hospital, erp, script);
        await stage.Send(script.Start!, []);
        await SocketHospital.Until(async () => (await hospital.Store.Read.Instances.ByBusinessKey(stage.key)).Count == 1, "the case to begin");
        await stage.Rest();
        return stage;
    }

    public async Task AdvanceTo(TimeSpan at)
    {
        while (await hospital.Oracle.EarliestTimer() is { } due && Micros.ToTime(due) <= Begun + at)
        {
            if (Micros.ToTime(due) > hospital.Now) hospital.MoveTo(Micros.ToTime(due));
            await SocketHospital.Until(async () => await hospital.Oracle.EarliestTimer() is not { } next || next > due, $"the timer of {Micros.ToTime(due):HH:mm:ss} to be woken");
            await Rest();
        }
        if (Begun + at > hospital.Now) hospital.MoveTo(Begun + at);
    }

    /// <summary>Plays what a step does; what was not as it says, null when all was.</summary>
    public async Task<string?> Do(ScriptAct act)
    {
        switch (act.Verb)
        {
            case "complete": await Complete(act.Text("task"), act.Text("by"), Plain(act.Values())); return null;
            case "answer": await Answer(act.Text("operation"), Plain(act.Values()).ToJsonString()); return null;
            case "send": return await Send(act.Text("message"), Plain(act.Values())) == act.ExpectsTaken ? null : $"Step {act.Step}: expected message '{act.Text("message")}' to be {(act.ExpectsTaken ? "taken" : "left")}, but it was not";
            default: throw new RehearsalException($"Expected step {act.Step} to do what people, feeds and the ERP do, but it does '{act.Verb}'");
        }
    }

    private static JsonObject Plain(FeelContext values) => (JsonObject)JsonNode.Parse(FeelJson.ToPlain(values).GetRawText())!;

    private async Task Complete(string element, string login, JsonObject values)
    {
        await hospital.Complete(hospital.PersonOf(login), element, values);
        await Rest();
    }

    private async Task<bool> Send(string message, JsonObject values)
    {
        await hospital.Send(wire.Message(message, values, hospital.Now));
        await Rest();
        return !await hospital.Oracle.IsLeft(message);
    }

    private async Task Answer(string operation, string result)
    {
        await SocketHospital.Until(async () => (await Standing()).Instances[0].Calls.InOrder().Any(open => open.Operation == operation), $"the case to call {operation}");
        var call = (await Standing()).Instances[0].Calls.InOrder().First(open => open.Operation == operation).Id;
        await SocketHospital.Until(() => Task.FromResult(erp.Answer(operation, result)), $"the ERP to be asked for {operation}");
        await SocketHospital.Until(async () => (await Standing()).Instances[0].Calls.InOrder().All(open => open.Id != call), $"the case to take the answer of {operation}");
        await Rest();
    }

    /// <summary>Folded from the journal, which is what the product itself goes by.</summary>
    public async Task<Standing> Standing()
    {
        var instance = (await hospital.Store.Read.Instances.ByBusinessKey(key)).OrderBy(one => one.Started).Last();
        var state = new InstanceState(new InstanceId(instance.Id));
        var rungs = new List<ReachedRung>();
        var clocks = new Dictionary<ClockId, string>();
        foreach (var row in await hospital.Store.Read.Instances.Journal(instance.Id, 0))
        {
            var (at, events) = (Micros.ToTime(row.At), EventJson.Read(row.Body));
            Evolution.Apply(state, new JournalEntry(state.Id, row.Seq, at, null, Actor.System, row.World, events));
            foreach (var clock in events.OfType<ClockStarted>()) clocks[clock.Clock] = clock.Element;
            rungs.AddRange(events.OfType<RungReached>().Select(rung => new ReachedRung(at - Begun, clocks[rung.Clock], rung.Level)));
        }
        state.Incidents.InOrder().Select(incident => incident.Message).ShouldBeEmpty();
        return new Standing([state], rungs);
    }

    public async ValueTask DisposeAsync()
    {
        erp.Asked.Select(asked => asked.Key).ShouldBeUnique("each call under a key of its own, and once");
        await erp.DisposeAsync();
        await hospital.DisposeAsync();
    }

    /// <summary>Nothing goes on by itself: all is read, handed over and sent, but for what the ERP is asked and the script has not answered yet.</summary>
    private Task Rest() => SocketHospital.Until(async () =>
    {
        // A message that becomes a letter between the two looks was seen by neither.
        var commits = await hospital.Oracle.Commits();
        var unfinished = await hospital.Oracle.Unfinished();
        var deliverable = await hospital.Oracle.Deliverable(Micros.From(hospital.Now));
        return unfinished is { Inbound: 0, Mail: 0 } && (unfinished.Effects == 0 || erp.Held > 0) && deliverable == 0 && await hospital.Oracle.Commits() == commits;
    }, "everything to be at rest");
}
