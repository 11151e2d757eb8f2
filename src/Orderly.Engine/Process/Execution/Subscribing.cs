using System.Collections.Immutable;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>Opens what an activation waits for: timers and message subscriptions, held by the activation, aimed at an event.</summary>
internal static class Subscribing
{
    public static void Boundaries(Execution run, ElementInstance host, Element element)
    {
        foreach (var index in element.BoundaryEvents)
            Event(run, host, run.Model.Elements[index], within: host);
    }

    public static void EventSubProcesses(Execution run, ElementInstance scope, Element element)
    {
        foreach (var index in element.EventSubProcesses)
            Event(run, scope, run.Model.Elements[run.Model.Elements[index].Start], within: scope);
    }

    /// <summary>Opens the wait of one catching event; errors are not waited for, they are looked for when thrown.</summary>
    public static void Event(Execution run, ElementInstance holder, Element target, ElementInstance within)
    {
        if (target.Event is not MultipleDefinition multiple)
        {
            Wait(run, holder, target, target.Event, within, part: 0);
            return;
        }
        for (var part = 0; part < multiple.Parts.Length; part++)
            Wait(run, holder, target, multiple.Parts[part], within, part);
    }

    public static void Open(Execution run, ElementInstance holder, Element target, MessageDefinition message, ElementInstance within, int part = 0)
    {
        var name = Expressions.Text(run, within, message.Name, $"message name of '{target.Id}'");
        var key = message.CorrelationKey is null ? run.State.BusinessKey ?? "" : Expressions.Text(run, within, message.CorrelationKey, $"correlation key of '{target.Id}'");
        run.Emit(new SubscriptionOpened(new SubscriptionId(run.NewId()), holder.Id, target.Id, name, key, part));
    }

    /// <summary>Schedules a repeating timer's next turn, reckoned from when the last one was due.</summary>
    public static void Again(Execution run, TimerWait fired)
    {
        var (holder, target) = (run.State.Known(fired.Holder), run.Model[fired.Target]);
        if (target.EventParts[fired.Part] is TimerDefinition timer && Reckoning.Next(run, holder, timer, new(fired.Due, fired.Left, fired.Every), $"timer of '{target.Id}'") is { } next)
            run.Emit(new TimerScheduled(new TimerId(run.NewId()), fired.Holder, fired.Target, fired.Purpose, fired.Subject, next.At, next.Left, next.Every, fired.Part));
    }

    private static void Wait(Execution run, ElementInstance holder, Element target, EventDefinition? @event, ElementInstance within, int part)
    {
        switch (@event)
        {
            case TimerDefinition timer: Schedule(run, holder, target, timer, within, part); break;
            case MessageDefinition message: Open(run, holder, target, message, within, part); break;
            case SignalDefinition signal:
                run.Emit(new SignalAwaited(new SubscriptionId(run.NewId()), holder.Id, target.Id, Expressions.Text(run, within, signal.Name, $"signal name of '{target.Id}'"), part));
                break;
            case ConditionDefinition:
                run.Emit(new ConditionAwaited(new ConditionId(run.NewId()), holder.Id, target.Id, part));
                run.LookAtConditions();
                break;
            default: break;
        }
    }

    private static void Schedule(Execution run, ElementInstance holder, Element target, TimerDefinition timer, ElementInstance within, int part)
    {
        var id = new TimerId(run.NewId());
        var due = Reckoning.First(run, within, timer, $"timer of '{target.Id}'");
        run.Emit(new TimerScheduled(id, holder.Id, target.Id, TimerPurpose.Event, null, due.At, due.Left, due.Every, part));
    }
}
