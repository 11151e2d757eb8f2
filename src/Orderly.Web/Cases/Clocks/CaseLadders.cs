using System.Globalization;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;
using Orderly.Web.Sources;

namespace Orderly.Web.Cases.Clocks;

/// <summary>The ladders of a case: those that are climbed, the highest first, then that of the promise over the whole case.</summary>
internal sealed class CaseLadders(Hospital hospital, LocalTime time)
{
    private const int Most = 4;

    public IReadOnlyList<CaseLadder> Of(IReadOnlyList<CasePart> parts)
    {
        var running = parts.SelectMany(part => part.Trace.Clocks.Select(clock => (Part: part, Clock: clock))).Where(one => one.Clock.IsRunning && (one.Clock.Climbed.Count > 0 || one.Clock.Rungs.Length > 0)).ToList();
        return
        [
            .. running.Where(one => one.Clock.Climbed.Count > 0 || one.Clock.Task is null)
                .OrderByDescending(one => one.Clock.Climbed.Count > 0 ? one.Clock.Climbed[^1].Rung.Level : -1).ThenBy(one => one.Clock.BreachAt)
                .Take(Most).Select(one => Of(one.Part, one.Clock)),
        ];
    }

    private CaseLadder Of(CasePart part, ClockTrace clock)
    {
        var of = clock.Task is { } task ? part.Trace.Task(task)?.Name : part.NameOf(clock.Element);
        var known = clock.Ladder is { } ladder ? hospital.World.Now.World.Ladders.GetValueOrDefault(ladder) : null;
        var standsOn = clock.Climbed.Count > 0 ? clock.Climbed[^1].Rung.Level : int.MinValue;
        var levels = clock.Climbed.Select(one => one.Rung.Level).Concat(clock.Rungs.Select(rung => rung.Level)).Distinct().Order();
        return new CaseLadder(of ?? clock.Element, [.. levels.Select(level => new LadderRung(
            level,
            Capital(string.Join(", ", (known?.Rungs.FirstOrDefault(rung => rung.Level == level)?.Audience ?? []).Select(one => one.Role == "owner" ? "owner" : InSentence.Of(hospital.RoleName(one.Role))))),
            clock.Climbed.FirstOrDefault(one => one.Rung.Level == level) is { Rung: not null } reached ? time.Clock(reached.At)
                : clock.Rungs.FirstOrDefault(rung => rung.Level == level) is { } coming ? time.Clock(coming.At) : "",
            level == standsOn ? StageReached.Is : level < standsOn ? StageReached.Was : StageReached.WillBe))]);
    }

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];
}
