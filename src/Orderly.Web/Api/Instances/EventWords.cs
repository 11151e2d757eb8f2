using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Web.Api.Instances;

/// <summary>Events by the names the journal keeps them under, with what they are about.</summary>
internal static class EventWords
{
    private static readonly FrozenDictionary<Type, string> Names = typeof(Event)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(attribute => attribute.DerivedType, attribute => (string)attribute.TypeDiscriminator!);

    public static EventDocument Document(Event happened) => new(Names[happened.GetType()], ElementOf(happened), TaskOf(happened));

    private static string? ElementOf(Event happened) => happened switch
    {
        ElementActivated e => e.Element,
        TaskCreated e => e.Element,
        ClockStarted e => e.Element,
        TimerScheduled e => e.Target,
        SubscriptionOpened e => e.Target,
        JobCreated e => e.Target,
        CallRequested e => e.Target,
        IncidentRaised e => e.ElementId,
        FlowTaken e => e.Flow,
        _ => null,
    };

    private static Guid? TaskOf(Event happened) => happened switch
    {
        TaskCreated e => e.Task.Value,
        TaskPreAlerted e => e.Task.Value,
        TaskClaimed e => e.Task.Value,
        TaskReleased e => e.Task.Value,
        TaskStarted e => e.Task.Value,
        TaskHeld e => e.Task.Value,
        TaskResumed e => e.Task.Value,
        TaskAssigned e => e.Task.Value,
        TaskCompleted e => e.Task.Value,
        TaskFailed e => e.Task.Value,
        TaskSkipped e => e.Task.Value,
        TaskCancelled e => e.Task.Value,
        _ => null,
    };
}
