using Orderly.Engine.Work;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;
using Orderly.Web.Sources;
using Orderly.Web.Worklist;

namespace Orderly.Web.Cases.Clocks;

/// <summary>The promise over the whole case, and who holds it up: in the same words on the case and in the list.</summary>
internal static class CaseClocks
{
    /// <summary>The longest clock that is on no task.</summary>
    public static (CasePart Part, ClockTrace Clock)? Promise(IEnumerable<CasePart> parts) =>
        parts.SelectMany(part => part.Trace.Clocks.Where(clock => clock.Task is null).Select(clock => ((CasePart Part, ClockTrace Clock)?)(part, clock))).MaxBy(one => one!.Value.Clock.Target);

    public static CaseClock? Of(IReadOnlyList<CasePart> parts, LocalTime time)
    {
        if (Promise(parts) is not { } promise || promise.Clock.Read(time.Now) is not { } reading)
        {
            return null;
        }

        var clock = promise.Clock;
        var until = clock.IsRunning ? time.Now : clock.Started + reading.Gross;
        var (number, words) = reading.Phase switch
        {
            ClockPhase.Late => ($"Late {Spans.Short(-reading.Left)}", $"on the {time.Clock(clock.BreachAt)} target"),
            ClockPhase.Met => (Spans.Short(reading.Net), "and the promise was kept"),
            ClockPhase.Missed => ($"Missed by {Spans.Short(-reading.Left)}", "when it was done"),
            _ => (Spans.Short(reading.Left), $"left to the {time.Clock(clock.BreachAt)} target"),
        };
        return new CaseClock(reading, number, words, promise.Part.NameOf(clock.Element), time.Clock(clock.Started), time.Clock(clock.WarnAt), time.Clock(clock.BreachAt))
        {
            Shares = CaseMinutes.Of(parts.SelectMany(part => part.Entries), clock.Started, until),
        };
    }

    /// <summary>The open work whose clock is due first, late or not.</summary>
    public static (TaskTrace Task, ClockTrace? Clock)? First(IEnumerable<InstanceTrace> traces) =>
        traces.SelectMany(trace => trace.Tasks.Where(task => task.IsOpen).Select(task => ((TaskTrace Task, ClockTrace? Clock)?)(task, trace.ClockOfTask(task.Id))))
            .MinBy(one => (one!.Value.Clock is { PausedAt: null } clock ? clock.BreachAt : DateTimeOffset.MaxValue, one.Value.Task.Created));

    public static (string Lead, string Words)? Stuck(Hospital hospital, IReadOnlyList<CasePart> parts, LocalTime time)
    {
        if (First(parts.Select(part => part.Trace)) is not ({ } task, { } clock) || clock.Read(time.Now) is not { Phase: ClockPhase.Late } reading)
        {
            return null;
        }

        var who = task.Owner is { } owner ? $"{TaskLines.ShortName(hospital.NameOf(owner))} has {task.Name}" : $"No one has {task.Name} yet";
        var next = clock.Next is { } rung ? $" L{rung.Level} comes at {time.Clock(rung.At)}." : "";
        var now = clock.Climbed.Count > 0 ? $" Now at L{clock.Climbed[^1].Rung.Level}." : "";
        return ($"Stuck on {InSentence.Of(hospital.RoleName(task.Queue.Role ?? ""))}.", $"{who}, late {Spans.Short(-reading.Left)}.{now}{next}");
    }
}
