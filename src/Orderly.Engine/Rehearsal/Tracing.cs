using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Rehearsal;

/// <summary>Events in the words of a trace. What says nothing to a modeler is left out.</summary>
internal static class Tracing
{
    public static (string What, string Subject, string? Detail)? Of(RehearsedInstance instance, Event happened)
    {
        switch (happened)
        {
            case ElementActivated e:
                instance.Note(e);
                return ("entered", e.Element, e.Item > 0 ? $"item {e.Item}" : e.Flow);
            case ElementCompleted e: return ("completed", instance.NameOf(e.Id), null);
            case ElementTerminated e: return ("cancelled", instance.NameOf(e.Id), null);
            case VariablesSet e: return ("set", instance.NameOf(e.Scope), Text(e.Values));
            case ErrorThrown e: return ("error", instance.NameOf(e.Element), $"code '{e.Code}'{(e.Message is null ? "" : $": {e.Message}")}");
            case EscalationThrown e: return ("escalation", instance.NameOf(e.Element), $"code '{e.Code}'");
            case SignalThrown e: return ("signal", e.Name, Text(e.Variables));
            case MessagePublished e: return ("sent", e.Name, $"key '{e.Key}'");
            case MessageCorrelated: return null;
            case TimerFired: return null;
            case ConditionMet: return null;
            case CompensationBegun e: return ("compensating", instance.NameOf(e.Element), $"{e.Of.Count} activities");
            case DecisionMade e: return ("decided", e.Decision, $"{FeelJson.ToPlain(e.Value).GetRawText()}{Rules(e.How)}");
            case IncidentRaised e: return ("incident", e.ElementId, e.Message);
            case TaskCreated e: return ("task", e.Element, e.Owner is null ? $"offered to {Queue(e.Queue)}" : $"for {e.Owner}");
            case JobCreated e: return ("job", e.Target, e.Type);
            case JobOffered e: return ("job", e.Target, e.Type);
            case ListenerAsked e: return ("listener", e.Target, $"{ListenerMoments.Word(e.Moment)} {e.Type}");
            case TaskMoveDenied e: return ("denied", e.Move.ToString().ToLowerInvariant(), e.Reason);
            case CallRequested e: return ("call", e.Target, $"{e.Connector} {e.Operation}");
            case ChildRequested e: return ("called", e.Process, null);
            case InstanceCompleted: return ("ended", instance.State.Process, "completed");
            case InstanceCancelled e: return ("ended", instance.State.Process, $"cancelled: {e.Reason}");
            case InstanceErrored e: return ("ended", instance.State.Process, $"error '{e.Code}'");
            default: return null;
        }
    }

    public static string Text(FeelContext values) => FeelJson.ToPlain(values).GetRawText();

    /// <summary>The rows that matched, by decision: <c>by DT-D1: 2, 4</c>.</summary>
    private static string Rules(DmnExplanation how)
    {
        var matched = how.Decisions.SelectMany(decision => decision.Tables.Select(table => $"{decision.Name}: {string.Join(", ", table.Matched.Select(rule => rule.Number))}"));
        return string.Join("; ", matched) is { Length: > 0 } rules ? $" by {rules}" : "";
    }

    private static string Queue(WorkQueue queue) => string.Join(" ", new[] { queue.Unit, queue.Role }.Where(part => part is not null)) is { Length: > 0 } text ? text : "anyone";
}
