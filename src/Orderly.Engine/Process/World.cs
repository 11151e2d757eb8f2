using System.Collections.Immutable;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Time;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>
/// Everything a decision may know about the hospital, as of one moment. Immutable: a change is a new world with the next
/// version, and entries record which one they were decided under.
/// </summary>
public sealed record World
{
    public static readonly World Empty = new();

    public long Version { get; init; }

    /// <summary>All versions of a process, oldest first, by process id.</summary>
    public ImmutableDictionary<string, ImmutableArray<ProcessDefinition>> Processes { get; init; } =
        ImmutableDictionary.Create<string, ImmutableArray<ProcessDefinition>>(StringComparer.Ordinal);

    /// <summary>All versions of a decision, oldest first, by decision id.</summary>
    public ImmutableDictionary<string, ImmutableArray<DecisionDefinition>> Decisions { get; init; } =
        ImmutableDictionary.Create<string, ImmutableArray<DecisionDefinition>>(StringComparer.Ordinal);

    public ImmutableDictionary<string, EscalationLadder> Ladders { get; init; } = ImmutableDictionary.Create<string, EscalationLadder>(StringComparer.Ordinal);

    public ImmutableDictionary<string, WorkCalendar> Calendars { get; init; } = ImmutableDictionary.Create<string, WorkCalendar>(StringComparer.Ordinal);

    public Organisation Organisation { get; init; } = Organisation.Empty;

    /// <summary>The zone FEEL's <c>now()</c> speaks in, by facility; UTC where absent.</summary>
    public ImmutableDictionary<short, TimeZoneInfo> Zones { get; init; } = ImmutableDictionary<short, TimeZoneInfo>.Empty;

    /// <summary>Adds definitions that become valid together; each process and decision gets its next version.</summary>
    public World Deploy(DeploymentId deployment, IEnumerable<ProcessModel> processes, IEnumerable<DmnModel>? decisions = null)
    {
        var world = this;
        foreach (var model in processes)
        {
            var before = world.Processes.GetValueOrDefault(model.Id, []);
            world = world with { Processes = world.Processes.SetItem(model.Id, before.Add(new(model, before.Length == 0 ? 1 : before[^1].Version + 1, deployment))) };
        }
        foreach (var model in decisions ?? [])
        {
            foreach (var decision in model.Decisions)
            {
                var before = world.Decisions.GetValueOrDefault(decision.Id, []);
                world = world with { Decisions = world.Decisions.SetItem(decision.Id, before.Add(new(decision.Id, model, before.Length == 0 ? 1 : before[^1].Version + 1, deployment))) };
            }
        }
        return world with { Version = Version + 1 };
    }

    /// <summary>The latest version; null when there is none of that id.</summary>
    public ProcessDefinition? FindProcess(string id) => Processes.TryGetValue(id, out var versions) ? versions[^1] : null;

    public ProcessDefinition? FindProcess(string id, int version)
    {
        if (!Processes.TryGetValue(id, out var versions))
            return null;
        // Versions are usually dense from 1, so the place is known.
        if (version >= 1 && version <= versions.Length && versions[version - 1].Version == version)
            return versions[version - 1];
        return versions.FirstOrDefault(definition => definition.Version == version);
    }

    public ProcessDefinition? FindProcess(string id, Binding binding, DeploymentId caller) =>
        !Processes.TryGetValue(id, out var versions) ? null : binding.Kind switch
        {
            BindingKind.Latest => versions[^1],
            BindingKind.Deployment => versions.LastOrDefault(definition => definition.Deployment == caller),
            _ => versions.LastOrDefault(definition => definition.Model.VersionTag == binding.VersionTag),
        };

    /// <summary>Decisions carry no version tag, so a binding by tag finds none.</summary>
    public DecisionDefinition? FindDecision(string id, Binding binding, DeploymentId caller) =>
        !Decisions.TryGetValue(id, out var versions) ? null : binding.Kind switch
        {
            BindingKind.Latest => versions[^1],
            BindingKind.Deployment => versions.LastOrDefault(definition => definition.Deployment == caller),
            _ => null,
        };

    /// <summary>The calendar, around the clock for null and <c>24x7</c>; null when there is none of that id.</summary>
    public WorkCalendar? FindCalendar(string? id) => id is null || id == WorkCalendar.AroundTheClock.Id ? WorkCalendar.AroundTheClock : Calendars.GetValueOrDefault(id);

    internal FeelEnvironment Environment(DateTimeOffset at, short facility) =>
        new() { Now = Zones.TryGetValue(facility, out var zone) ? TimeZoneInfo.ConvertTime(at, zone) : at };
}

/// <summary>A deployed decision: the model it stands in, with its version and deployment.</summary>
public sealed record DecisionDefinition(string Id, DmnModel Model, int Version, DeploymentId Deployment);
