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

    /// <exception cref="RehearsalException">A step asks for what is not there.</exception>
    public void Play(Script script)
    {
        foreach (var step in script.Steps)
        {
            if (step.At is { } at)
                rehearsal.AdvanceTo(begun + at);
            foreach (var act in step.Acts)
                Do(act);
            if (step.Expected is { } expected)
                Compare(step.Number, expected);
        }
    }

    private void Do(ScriptAct act)
    {
        switch (act.Verb)
        {
            case "complete": OnTask(act, task => new CompleteTask(task.Id, act.Values(), act.Optional("outcome"))); break;
            case "work": OnJob(act, job => new CompleteJob(job.Id, act.Values())); break;
            case "fail": OnJob(act, job => new FailJob(job.Id, act.Number("retries") ?? job.Retries - 1, act.Optional("message") ?? "failed by the script")); break;
            case "throw" when act.Optional("task") is not null: OnTask(act, task => new FailTask(task.Id, act.Optional("message") ?? "thrown by the script", act.Text("code"))); break;
            case "throw": OnJob(act, job => new ThrowJobError(job.Id, act.Text("code"), act.Optional("message"), act.Values())); break;
            case "answer": On(act, "operation", state => state.Calls.FirstOrDefault(call => call.Operation == act.Text("operation")), call => new EffectSucceeded(call.Id, act.Values())); break;
            case "send": SendMessage(act); break;
            case "signal": rehearsal.Broadcast(act.Value.ValueKind == JsonValueKind.String ? act.Value.GetString()! : act.Text("name"), act.Values()); break;
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

    private void SendMessage(ScriptAct act)
    {
        var taken = rehearsal.Publish(act.Text("message"), act.Optional("key"), act.Values(), TimeSpan.FromHours(1));
        var wanted = !(act.Value.TryGetProperty("taken", out var flag) && flag.ValueKind == JsonValueKind.False);
        if (taken != wanted)
            disappointments.Add($"Step {act.Step}: expected message '{act.Text("message")}' to be {(wanted ? "taken" : "left")}, but it was {(taken ? "taken" : "left")}");
    }

    private void Choose(ScriptAct act)
    {
        var activities = act.Value.TryGetProperty("activities", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(item => item.ToString()).ToList() : [];
        On(act, "subprocess", state => state.Elements.FirstOrDefault(element => element.Element == act.Text("subprocess") && !element.IsBody), scope => new ChooseActivities(scope.Id, activities));
    }

    private void OnTask(ScriptAct act, Func<TaskItem, Command> command) => On(act, "task", state => state.Tasks.FirstOrDefault(task => task.Element == act.Text("task")), command);

    private void OnJob(ScriptAct act, Func<Job, Command> command) =>
        On(act, "job", state => state.Jobs.FirstOrDefault(job => job.Retries > 0 && (job.Target == act.Text("job") || job.Type == act.Text("job"))), command);

    private void On<T>(ScriptAct act, string what, Func<InstanceState, T?> find, Func<T, Command> command) where T : class
    {
        foreach (var instance in rehearsal.Instances)
        {
            if (find(instance.State) is not { } found)
                continue;
            rehearsal.Send(instance, command(found));
            return;
        }
        throw new RehearsalException($"Step {act.Step}: expected an open {what} '{act.Text(what)}' to {act.Verb}, but what waits is: {Waits()}");
    }

    private string Waits() => string.Join("; ", rehearsal.Instances.SelectMany(instance => instance.Waits())) is { Length: > 0 } text ? text : "nothing";

    private void Compare(int step, JsonElement expected)
    {
        if (expected.ValueKind != JsonValueKind.Object)
            throw new RehearsalException($"Expected 'expect' of step {step} to be an object, but it is {expected.ValueKind}");
        foreach (var property in expected.EnumerateObject())
        {
            switch (property.Name)
            {
                case "open": Same(step, "open tasks", property.Value, state => state.Tasks.Select(task => task.Element)); break;
                case "jobs": Same(step, "jobs", property.Value, state => state.Jobs.Select(job => job.Target)); break;
                case "calls": Same(step, "calls", property.Value, state => state.Calls.Select(call => call.Operation)); break;
                case "incidents": Same(step, "incidents", property.Value, state => state.Incidents.Select(incident => incident.ElementId)); break;
                case "status": Status(step, property.Value.ToString()); break;
                case "variables": Variables(step, property.Value); break;
                default: throw new RehearsalException($"Expected 'expect' of step {step} to say open, jobs, calls, incidents, status or variables, but it says '{property.Name}'");
            }
        }
    }

    private void Same(int step, string what, JsonElement expected, Func<InstanceState, IEnumerable<string>> actual)
    {
        var wanted = string.Join(", ", expected.EnumerateArray().Select(item => item.ToString()).Order(StringComparer.Ordinal));
        var found = string.Join(", ", rehearsal.Instances.SelectMany(instance => actual(instance.State)).Order(StringComparer.Ordinal));
        if (wanted != found)
            disappointments.Add($"Step {step}: expected {what} [{wanted}], but they are [{found}]");
    }

    private void Status(int step, string wanted)
    {
        var found = rehearsal.Instances[0].State.Status.ToString();
        if (!string.Equals(wanted, found, StringComparison.OrdinalIgnoreCase))
            disappointments.Add($"Step {step}: expected status {wanted}, but it is {found}");
    }

    private void Variables(int step, JsonElement expected)
    {
        foreach (var property in expected.EnumerateObject())
        {
            var found = rehearsal.Instances[0].State.Variables?.TryGet(property.Name, out var value) == true ? value : FeelValue.Null;
            if (!found.Equals(FeelJson.FromPlain(property.Value)))
                disappointments.Add($"Step {step}: expected variable '{property.Name}' to be {property.Value.GetRawText()}, but it is {FeelJson.ToPlain(found).GetRawText()}");
        }
    }
}
