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

    /// <summary>Schedules a repeating timer's next turn, an interval after the last one was due.</summary>
    public static void Again(Execution run, TimerWait fired)
    {
        if (fired.Left == 0 || fired.Every is not { } every || !Time.IsoDuration.TryParse(every, out var interval))
            return;
        var left = fired.Left < 0 ? fired.Left : fired.Left - 1;
        run.Emit(new TimerScheduled(new TimerId(run.NewId()), fired.Holder, fired.Target, fired.Purpose, fired.Subject, interval.After(fired.Due), left, every, fired.Part));
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
        var place = $"timer of '{target.Id}'";
        var id = new TimerId(run.NewId());
        if (timer.Form == TimerForm.Cycle)
        {
            var cycle = Cycle.Parse(Expressions.Text(run, within, timer.Value, place))
                ?? throw new StuckException(IncidentKind.Expression, $"Expected {place} to be a repeating interval like R3/PT1H, but was '{timer.Value}'");
            var due = cycle.Start is { } start ? start : cycle.Interval.After(run.At);
            run.Emit(new TimerScheduled(id, holder.Id, target.Id, TimerPurpose.Event, null, due, cycle.Times < 0 ? -1 : cycle.Times - 1, cycle.Text, part));
            return;
        }
        var at = timer.Form == TimerForm.Date ? Moments.Instant(run, within, timer.Value, place) : After(run, Moments.Duration(run, within, timer.Value, place), place);
        run.Emit(new TimerScheduled(id, holder.Id, target.Id, TimerPurpose.Event, null, at, Part: part));
    }

    private static DateTimeOffset After(Execution run, Time.IsoDuration duration, string place)
    {
        try
        {
            return duration.After(run.At);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new StuckException(IncidentKind.Expression, $"Expected {place} to end within the calendar, but it does not");
        }
    }
}
