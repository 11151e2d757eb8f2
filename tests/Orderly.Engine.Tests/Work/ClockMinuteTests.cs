using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Tests.Process;
using Orderly.Engine.Time;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Work;

/// <summary>
/// Clocks against a calculation that walks minute by minute and knows no intervals: whether the wall's local time is open,
/// whether someone holds the task, whose the minute is. Random calendars over both changes of daylight saving, random holidays,
/// holds and priority changes.
/// </summary>
public sealed class ClockMinuteTests
{
    private const int Walks = 60;

    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly string[] Reasons = ["WAIT_UPSTREAM", "WAIT_EXTERNAL", "PATIENT_CLINICAL", "SYSTEM_DOWN", "NO_STAFF"];
    private static readonly Actor Ann = Actor.Person("ann");

    // A day before the clocks go forward, a day before they go back, and a plain Friday.
    private static readonly DateTimeOffset[] Starts = [new(2026, 3, 7, 12, 0, 0, TimeSpan.Zero), new(2026, 10, 31, 12, 0, 0, TimeSpan.Zero), new(2026, 6, 12, 19, 0, 0, TimeSpan.Zero)];

    [Fact]
    public void Gross_net_warning_breach_and_shares_are_what_counting_minutes_gives()
    {
        for (var seed = 0; seed < Walks; seed++)
        {
            try
            {
                Walk(new Random(seed));
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"Seed {seed} failed", problem);
            }
        }
    }

    private static void Walk(Random random)
    {
        var hours = new Hours(random);
        var start = Starts[random.Next(Starts.Length)];
        var run = Begin(hours, start);
        var (id, count) = (run.Task("ask").Id, new Count());
        var end = random.Next(600, 4_000);
        for (var minute = 1; minute <= end; minute++)
        {
            count.Pass(hours.IsOpen(run.Now));
            run.Now = start.AddMinutes(minute);
            FireAll(run, count);
            if (random.Next(40) != 0)
                continue;
            Act(run, id, count, random);
            FireAll(run, count);
        }
        run.Accept(new CompleteTask(id, FeelContext.Empty), Ann);
        var stopped = run.Events.OfType<ClockStopped>().Single();
        (stopped.Gross, stopped.Net, stopped.Met).ShouldBe((TimeSpan.FromMinutes(end), TimeSpan.FromMinutes(count.Net), count.Breached is null));
        (run.Journal.FirstOrDefault(entry => entry.Events.OfType<ClockWarned>().Any())?.At, run.Journal.FirstOrDefault(entry => entry.Events.OfType<ClockBreached>().Any())?.At)
            .ShouldBe((At(start, count.Warned), At(start, count.Breached)));
        var shares = run.Events.OfType<ClockShared>().SingleOrDefault()?.Shares ?? [new(Bearer.Own, stopped.Gross)];
        shares.Aggregate(TimeSpan.Zero, (sum, share) => sum + share.Span).ShouldBe(stopped.Gross, "shares add up to gross");
        shares.ToDictionary(share => share.Bearer.Kind, share => (int)share.Span.TotalMinutes).ShouldBe(count.Shares, ignoreOrder: true);
    }

    private static Running Begin(Hours hours, DateTimeOffset start)
    {
        var world = Running.WorldOf(Model.Process("p").Start().UserTask("ask", """
            <orderly:sla target="=if taskPriority >= 85 then duration(&quot;PT40M&quot;) else if taskPriority >= 50 then duration(&quot;PT4H&quot;) else duration(&quot;PT12H&quot;)" calendar="open"/>
            """).End());
        var run = new Running(world with { Calendars = world.Calendars.Add("open", hours.Calendar) }) { Now = start }.Begin("p");
        return run.Accept(new ClaimTask(run.Task("ask").Id), Ann);
    }

    private static void Act(Running run, TaskId id, Count count, Random random)
    {
        if (random.Next(4) == 0)
        {
            int[] priorities = [20, 50, 90];
            var priority = priorities[random.Next(3)];
            run.Accept(new PrioritiseTask(id, priority, "seen anew"), Ann);
            count.Target = priority >= 85 ? 40 : priority >= 50 ? 240 : 720;
        }
        else if (run.Task("ask").State == TaskState.OnHold)
        {
            run.Accept(new ResumeTask(id), Ann);
            count.GoOn();
        }
        else
        {
            var reason = Reasons[random.Next(Reasons.Length)];
            run.Accept(new HoldTask(id, reason, run.Now.AddMinutes(random.Next(1, 60))), Ann);
            count.Hold(reason);
        }
    }

    private static void FireAll(Running run, Count count)
    {
        while (run.State.Timers.Where(timer => timer.Due <= run.Now).MinBy(timer => timer.Due) is { } due)
        {
            run.Accept(new FireTimer(due.Id));
            if (due.Purpose == TimerPurpose.Hold)
                count.GoOn();
        }
        count.Look();
    }

    private static DateTimeOffset? At(DateTimeOffset start, int? minute) => minute is { } known ? start.AddMinutes(known) : null;

    /// <summary>What has been counted.</summary>
    private sealed class Count
    {
        private BearerKind bearer = BearerKind.Own;
        private bool held;
        private int gross;

        public int Target { get; set; } = 240;

        public int Net { get; private set; }

        public int? Warned { get; private set; }

        public int? Breached { get; private set; }

        public Dictionary<BearerKind, int> Shares { get; } = [];

        public void Pass(bool open)
        {
            gross++;
            Net += open && !held ? 1 : 0;
            Shares[bearer] = Shares.GetValueOrDefault(bearer) + 1;
        }

        public void Look()
        {
            if (held)
                return;
            Warned ??= Net * 4 >= Target * 3 ? gross : null;
            Breached ??= Net >= Target ? gross : null;
        }

        public void Hold(string reason) => (held, bearer) = (true, reason switch
        {
            "WAIT_UPSTREAM" => BearerKind.Upstream,
            "WAIT_EXTERNAL" => BearerKind.External,
            "PATIENT_CLINICAL" => BearerKind.Patient,
            "SYSTEM_DOWN" => BearerKind.System,
            _ => BearerKind.Own,
        });

        public void GoOn() => (held, bearer) = (false, BearerKind.Own);
    }

    /// <summary>Open hours, told once as a calendar and once as a question about the local time.</summary>
    private sealed class Hours
    {
        private readonly (TimeOnly Opens, TimeOnly? Closes)[] days = new (TimeOnly, TimeOnly?)[7];
        private readonly HashSet<DateOnly> holidays = [];

        public Hours(Random random)
        {
            // Opening or closing in the hour that is repeated has its own rule and its own test in WorkCalendarTests.
            for (var day = 0; day < 7; day++)
                days[day] = (new TimeOnly(random.Next(2) == 0 ? 0 : random.Next(4, 10), 0), random.Next(3) == 0 ? null : new TimeOnly(random.Next(11, 23), 30));
            for (var day = 0; day < 4; day++)
                holidays.Add(DateOnly.FromDateTime(Starts[random.Next(Starts.Length)].Date).AddDays(random.Next(0, 4)));
            Calendar = WorkCalendar.BusinessHours("open", NewYork, days.Select((hours, day) => new OpenHours((DayOfWeek)day, hours.Opens, hours.Closes)), holidays);
        }

        public WorkCalendar Calendar { get; }

        public bool IsOpen(DateTimeOffset at)
        {
            var local = TimeZoneInfo.ConvertTime(at, NewYork).DateTime;
            var (opens, closes) = days[(int)local.DayOfWeek];
            var time = TimeOnly.FromDateTime(local);
            return !holidays.Contains(DateOnly.FromDateTime(local)) && time >= opens && (closes is null || time < closes);
        }
    }
}
