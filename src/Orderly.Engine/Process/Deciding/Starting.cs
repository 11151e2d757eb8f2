using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

public sealed record InstanceAlreadyStarted(InstanceStatus Status) : Rejection($"Expected an instance that has not started, but it is {Status}");

public sealed record ProcessNotDeployed(string Process, int? Version) : Rejection($"Expected process '{Process}'{(Version is null ? "" : $" version {Version}")} to be deployed, but it is not");

public sealed record NoSuchStart(string Process, string? Element) : Rejection($"Expected process '{Process}' to have {(Element is null ? "a none start event" : $"start event '{Element}' for what came")}, but it has not");

/// <summary>Beginning an instance.</summary>
internal static class Starting
{
    public static Rejection? Decide(Execution run, StartInstance c) =>
        Start(run, Find(run, c.Process, c.Version), c.Process, c.Version, null, c.Facility, c.BusinessKey, null, null, c.Variables);

    public static Rejection? Decide(Execution run, StartByMessage c) =>
        Start(run, Find(run, c.Process, c.Version), c.Process, c.Version, c.Element, c.Facility, c.BusinessKey, null, null, c.Variables, c.Name);

    public static Rejection? Decide(Execution run, StartByEvent c) =>
        Start(run, Find(run, c.Process, c.Version), c.Process, c.Version, c.Element, c.Facility, c.BusinessKey, null, null, c.Variables);

    public static Rejection? Decide(Execution run, StartChild c) =>
        Start(run, Find(run, c.Process, c.Version), c.Process, c.Version, null, c.Facility, c.BusinessKey, c.Parent, c.Root, c.Variables);

    private static ProcessDefinition? Find(Execution run, string process, int? version) =>
        version is { } number ? run.World.FindProcess(process, number) : run.World.FindProcess(process);

    private static Rejection? Start(
        Execution run, ProcessDefinition? definition, string process, int? version, string? element, short facility, string? businessKey, ParentLink? parent, InstanceId? root, FeelContext variables, string? message = null)
    {
        if (run.State.Status != InstanceStatus.New)
            return new InstanceAlreadyStarted(run.State.Status);
        if (definition is null)
            return new ProcessNotDeployed(process, version);
        var start = element is null ? definition.Model.Root.Start : definition.Model.MessageStarts.Concat(definition.Model.EventStarts).FirstOrDefault(e => e.Id == element)?.Index ?? -1;
        if (start < 0)
            return new NoSuchStart(process, element);
        run.Emit(new InstanceStarted(run.State.Id, definition.Id, definition.Version, definition.Deployment, facility, businessKey, parent, root ?? run.State.Id));
        run.Emit(new ElementActivated(ElementInstanceId.Root, default, definition.Id));
        // A message's content reaches the variables through its start event's output mappings; other starts set them at once.
        if (element is null && variables.Count > 0)
            run.Emit(new VariablesSet(ElementInstanceId.Root, variables));
        run.Push(new Step(StepKind.Enter, ElementInstanceId.Root, Flow: element, Values: element is null ? null : variables, Code: message is null ? null : StartEventBehaviour.PartOf(definition.Model.Elements[start], message)));
        return null;
    }
}
