using System.Text.Json;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Rehearsal;

/// <summary>Plays a script on a rehearsal and notes what was not as expected.</summary>
public sealed class Performance(Rehearsal rehearsal, DateTimeOffset begun)
{
    private readonly List<string> disappointments = [];

    /// <summary>Expectations that were not met, each as "Step N: expected X, but Y".</summary>
    public IReadOnlyList<string> Disappointments => disappointments;

    /// <summary>Begins what the script begins: by its message, or the process at its start.</summary>
    /// <param name="process">Which process, where the script names no message.</param>
    /// <exception cref="RehearsalException">Nothing begins so.</exception>
    public void Begin(Script script, string process)
    {
        if (script.Start is not { } message)
            rehearsal.Start(process, script.Variables, script.Key);
        else if (!rehearsal.Publish(message, script.Key, script.Variables, TimeSpan.Zero) || rehearsal.Instances.Count == 0)
            throw new RehearsalException($"Expected a process that begins with message '{message}', but none does");
    }

    /// <exception cref="RehearsalException">A step asks for what is not there.</exception>
    public void Play(Script script)
    {
        foreach (var step in script.Steps)
        {
            if (step.At is { } at)
                rehearsal.AdvanceTo(begun + at);
            foreach (var act in step.Acts)
                Do(act);
            disappointments.AddRange(Expectations.Unmet(step, rehearsal.Standing));
        }
    }

    private void Do(ScriptAct act)
    {
        switch (act.Verb)
        {
            case "complete": Complete(act); break;
            case "work": OnJob(act, job => new CompleteJob(job.Id, act.Values(), Said(act))); break;
            case "fail": OnJob(act, job => new FailJob(job.Id, act.Number("retries") ?? job.Retries - 1, act.Optional("message") ?? "failed by the script")); break;
            case "throw" when act.Optional("task") is not null: OnTask(act, task => new FailTask(task.Id, act.Optional("message") ?? "thrown by the script", act.Text("code"))); break;
            case "throw": OnJob(act, job => new ThrowJobError(job.Id, act.Text("code"), act.Optional("message"), act.Values())); break;
            case "answer": On(act, "operation", state => state.Calls.FirstOrDefault(call => call.Operation == act.Text("operation")), call => new EffectSucceeded(call.Id, act.Values())); break;
            case "send": SendMessage(act); break;
            case "signal": Broadcast(act); break;
            case "set": rehearsal.Send(rehearsal.Instances[0], new SetVariables(act.Context(act.Value))); break;
            case "choose": Choose(act); break;
            case "resolve": On(act, "element", state => state.Incidents.FirstOrDefault(incident => incident.ElementId == act.Text("element")), incident => new ResolveIncident(incident.Id, act.Values())); break;
            case "modify": rehearsal.Send(rehearsal.Instances[0], Repair.Modification(act, rehearsal.Instances[0].State)); break;
            case "migrate": rehearsal.Send(rehearsal.Instances[0], Repair.Migration(act)); break;
            case "suspend": rehearsal.Send(rehearsal.Instances[0], new SuspendInstance(act.Optional("reason") ?? "suspended by the script")); break;
            case "resume": rehearsal.Send(rehearsal.Instances[0], new ResumeInstance()); break;
            default: rehearsal.Send(rehearsal.Instances[0], new CancelInstance(act.Optional("reason") ?? "cancelled by the script")); break;
        }
    }

    /// <summary>A person first takes what is offered and starts; without one, the work is done from outside.</summary>
    private void Complete(ScriptAct act)
    {
        var actor = act.Optional("by") is { } person ? Actor.Person(person) : Actor.System;
        if (actor.Kind == ActorKind.Person)
        {
            OnTask(act, task => task.Owner is null ? new ClaimTask(task.Id) : null, actor);
            OnTask(act, task => task.State is TaskState.Offered or TaskState.Claimed && task.Asked is null ? new StartTask(task.Id) : null, actor);
        }
        OnTask(act, task => new CompleteTask(task.Id, act.Values(), act.Optional("outcome")), actor);
    }

    /// <summary>What a task listener says: <c>deny</c> with the reason, or <c>correct</c>.</summary>
    private static ListenerResult? Said(ScriptAct act) =>
        act.Optional("deny") is { } reason ? new(Denied: true, reason)
        : act.Value.ValueKind == JsonValueKind.Object && act.Value.TryGetProperty("correct", out var corrections) ? new(Denied: false, Corrections: Correction.Read(corrections))
        : null;

    private void SendMessage(ScriptAct act)
    {
        var taken = rehearsal.Publish(act.Text("message"), act.Optional("key"), act.Values(), TimeSpan.FromHours(1));
        Compare(act, $"message '{act.Text("message")}'", taken);
    }

    private void Broadcast(ScriptAct act)
    {
        var name = act.Value.ValueKind == JsonValueKind.String ? act.Value.GetString()! : act.Text("name");
        Compare(act, $"signal '{name}'", rehearsal.Broadcast(name, act.Values()));
    }

    private void Compare(ScriptAct act, string what, bool taken)
    {
        if (taken != act.ExpectsTaken)
            disappointments.Add($"Step {act.Step}: expected {what} to be {(act.ExpectsTaken ? "taken" : "left")}, but it was {(taken ? "taken" : "left")}");
    }

    private void Choose(ScriptAct act)
    {
        var activities = act.Value.TryGetProperty("activities", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(item => item.ToString()).ToList() : [];
        On(act, "subprocess", state => state.Elements.FirstOrDefault(element => element.Element == act.Text("subprocess") && !element.IsBody), scope => new ChooseActivities(scope.Id, activities));
    }

    private void OnTask(ScriptAct act, Func<TaskItem, Command?> command, Actor? actor = null) => On(act, "task", state => state.Tasks.FirstOrDefault(task => task.Element == act.Text("task")), command, actor);

    private void OnJob(ScriptAct act, Func<Job, Command> command) =>
        On(act, "job", state => state.Jobs.FirstOrDefault(job => job.Retries > 0 && (job.Target == act.Text("job") || job.Type == act.Text("job"))), command);

    /// <param name="command">Null does nothing.</param>
    private void On<T>(ScriptAct act, string what, Func<InstanceState, T?> find, Func<T, Command?> command, Actor? actor = null) where T : class
    {
        foreach (var instance in rehearsal.Instances)
        {
            if (find(instance.State) is not { } found)
                continue;
            if (command(found) is { } wanted)
                rehearsal.Send(instance, wanted, actor);
            return;
        }
        throw new RehearsalException($"Step {act.Step}: expected an open {what} '{act.Text(what)}' to {act.Verb}, but what waits is: {Waits()}");
    }

    private string Waits() => string.Join("; ", rehearsal.Instances.SelectMany(instance => instance.Waits())) is { Length: > 0 } text ? text : "nothing";
}
