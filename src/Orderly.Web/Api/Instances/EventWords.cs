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

    public static EventDocument Document(Event happened) => new(Names[happened.GetType()], ElementOf(happened), (happened as ITaskEvent)?.Task.Value);

    private static string? ElementOf(Event happened) => happened switch
    {
        ElementActivated e => e.Element,
        TaskCreated e => e.Element,
        ClockStarted e => e.Element,
        TimerScheduled e => e.Target,
        SubscriptionOpened e => e.Target,
        JobCreated e => e.Target,
        JobOffered e => e.Target,
        ListenerAsked e => e.Target,
        CallRequested e => e.Target,
        IncidentRaised e => e.ElementId,
        FlowTaken e => e.Flow,
        _ => null,
    };
}
