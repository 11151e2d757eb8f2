using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Events;

public sealed class TimerEventTests
{
    [Theory]
    [InlineData("timeDuration", "PT15M", "2026-03-02T12:15:00Z")]
    [InlineData("timeDuration", "=duration(\"P1D\")", "2026-03-03T12:00:00Z")]
    [InlineData("timeDuration", "P1M", "2026-04-02T12:00:00Z")]
    [InlineData("timeDate", "2026-03-05T08:00:00Z", "2026-03-05T08:00:00Z")]
    [InlineData("timeDate", "=now() + duration(\"PT2H\")", "2026-03-02T14:00:00Z")]
    [InlineData("timeDate", "=date and time(\"2026-11-01T00:30:00@America/New_York\") + duration(\"PT1H\")", "2026-11-01T05:30:00Z")]
    [InlineData("timeDate", "=date and time(\"2026-11-01T00:30:00@America/New_York\") + duration(\"PT2H\")", "2026-11-01T06:30:00Z")]
    public void Waits_until_it_is_due(string form, string value, string due)
    {
        var run = Running.Start(Model.Process("p").Start().Catch("wait", Model.Timer(form, value)).End());
        run.State.Timers.ShouldHaveSingleItem().Due.ShouldBe(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
        run.Fire("wait").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_timer_is_never_early()
    {
        var run = Running.Start(Model.Process("p").Start().Catch("wait", Model.Duration("PT15M")).End());
        var timer = run.State.Timers.Single().Id;
        run.Wait(TimeSpan.FromMinutes(15) - TimeSpan.FromMicroseconds(1)).Reject<TimerNotDue>(new FireTimer(timer));
    }

    [Fact]
    public void A_timer_fires_once()
    {
        var run = Running.Start(Model.Process("p").Start().Catch("wait", Model.Duration("PT15M")).UserTask("after").End());
        var timer = run.State.Timers.Single().Id;
        run.Fire("wait").Reject<TimerNotOpen>(new FireTimer(timer));
    }

    [Fact]
    public void An_interrupting_boundary_timer_ends_the_task_and_takes_its_own_way()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a").End("done").Boundary("late", "a", Model.Duration("PT30M")).UserTask("escalate").End("e2"));
        run.Fire("late");
        run.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("escalate");
        run.PathText.ShouldEndWith("xa +late -late +escalate");
    }

    [Fact]
    public void A_boundary_timer_is_cancelled_when_the_task_completes_in_time()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a").End("done").Boundary("late", "a", Model.Duration("PT30M")).UserTask("escalate").End("e2"));
        run.Complete("a");
        run.Last.Effects.OfType<CancelTimer>().ShouldHaveSingleItem().Due.ShouldBe(Running.Noon.AddMinutes(30));
        run.State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_cycle_that_does_not_interrupt_repeats_as_often_as_it_says()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a").End("done").Boundary("nag", "a", Model.Timer("timeCycle", "R2/PT10M"), interrupting: false).Script("count", "=n + 1", "n").End("e2"), ("n", FeelValue.Of(0)));
        run.Fire("nag").Fire("nag");
        run.State.Timers.Count.ShouldBe(0);
        run.Variable("n").ShouldBe(FeelValue.Of(2));
        run.Now.ShouldBe(Running.Noon.AddMinutes(20));
        run.Complete("a").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_value_that_is_no_time_is_an_incident_that_a_person_can_mend()
    {
        var run = Running.Start(Model.Process("p").Start().Catch("wait", Model.Duration("=howLong")).End());
        run.Incident().Kind.ShouldBe(IncidentKind.Expression);
        run.Accept(new ResolveIncident(run.Incident().Id, Running.Context(("howLong", FeelValue.Of("PT5M")))));
        run.Fire("wait").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_cron_cycle_comes_at_its_times_for_as_long_as_the_task_is_open()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a").End("done").Boundary("nag", "a", Model.Timer("timeCycle", "0 0 9-17/4 * * MON-FRI"), interrupting: false).End("e2"));
        var due = new List<DateTimeOffset>();
        for (var turn = 0; turn < 4; turn++)
        {
            due.Add(run.State.Timers.ShouldHaveSingleItem().Due);
            run.Fire("nag");
        }
        due.ShouldBe([Running.Noon.AddHours(1), Running.Noon.AddHours(5), Running.Noon.AddHours(21), Running.Noon.AddHours(25)]);
    }

    [Theory]
    [InlineData("timeDuration", "PT8H", "2026-03-03T12:00:00Z")]
    [InlineData("timeDate", "2026-03-07T10:00:00Z", "2026-03-09T08:00:00Z")]
    public void A_calendar_counts_open_hours_only(string form, string value, string due)
    {
        var model = Model.Process("p").Start().Catch("wait", $"<bpmn:extensionElements><orderly:timer calendar=\"office\"/></bpmn:extensionElements>{Model.Timer(form, value)}").End();
        var week = Enumerable.Range(1, 5).Select(day => new Engine.Time.OpenHours((DayOfWeek)day, new TimeOnly(8, 0), new TimeOnly(16, 0)));
        var world = Running.WorldOf(model);
        world = world with { Calendars = world.Calendars.Add("office", Engine.Time.WorkCalendar.BusinessHours("office", TimeZoneInfo.Utc, week, [])) };
        new Running(world).Begin("p").State.Timers.ShouldHaveSingleItem().Due.ShouldBe(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
        Running.Start(model).Incident().Kind.ShouldBe(IncidentKind.MissingCalendar);
    }
}
