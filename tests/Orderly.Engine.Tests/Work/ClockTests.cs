using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Tests.Process;
using Orderly.Engine.Time;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Work;

public sealed class ClockTests
{
    private static readonly Actor Ann = Actor.Person("ann");

    private static readonly EscalationLadder Ladder = new("standard",
    [
        new(0, 75, TimeSpan.Zero, [new("owner")], "push"),
        new(1, 100, TimeSpan.Zero, [new("shift-lead")], "push"),
        new(2, 100, TimeSpan.FromMinutes(15), [new("unit-coordinator"), new("house-supervisor", "H")], "page"),
    ]);

    private static Running Start(string sla = "<orderly:sla target=\"PT40M\" warnAtPct=\"75\" ladder=\"standard\"/>", WorkCalendar? calendar = null)
    {
        var world = Running.WorldOf(Model.Process("p").Start().UserTask("ask", sla + "<orderly:queue unit=\"4W\" role=\"rn\"/>").End());
        world = world with { Ladders = world.Ladders.Add(Ladder.Id, Ladder) };
        if (calendar is not null)
            world = world with { Calendars = world.Calendars.Add(calendar.Id, calendar) };
        return new Running(world).Begin("p");
    }

    private static SlaClock Clock(Running run) => run.State.Clocks.ShouldHaveSingleItem();

    private static Running Tick(Running run)
    {
        var timer = run.State.Timers.Single(t => t.Purpose == TimerPurpose.Clock);
        run.Now = timer.Due > run.Now ? timer.Due : run.Now;
        return run.Accept(new FireTimer(timer.Id));
    }

    [Fact]
    public void Warns_at_its_percent_breaches_at_its_target_and_climbs_the_ladder_with_one_timer_at_a_time()
    {
        var run = Start();
        run.State.Timers.Count.ShouldBe(1);
        Tick(run);
        run.Now.ShouldBe(Running.Noon.AddMinutes(30));
        (Clock(run).Warned, Clock(run).Breached, Clock(run).Level).ShouldBe((true, false, 0));
        Tick(run);
        run.Now.ShouldBe(Running.Noon.AddMinutes(40));
        (Clock(run).Breached, Clock(run).Level).ShouldBe((true, 1));
        Tick(run);
        run.Now.ShouldBe(Running.Noon.AddMinutes(55));
        var notify = run.Last.Effects.OfType<Notify>().ShouldHaveSingleItem();
        (notify.Level, notify.Channel).ShouldBe((2, "page"));
        notify.Audience.ShouldBe([new Audience("unit-coordinator", "4W"), new Audience("house-supervisor", "H")]);
        run.State.Timers.Count.ShouldBe(0);
    }

    [Fact]
    public void Stops_with_the_task_and_tells_gross_net_and_whether_it_was_met()
    {
        var run = Start().Wait(TimeSpan.FromMinutes(20)).Complete("ask");
        var stopped = run.Events.OfType<ClockStopped>().ShouldHaveSingleItem();
        (stopped.Gross, stopped.Net, stopped.Met).ShouldBe((TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(20), true));
        run.State.Timers.Count.ShouldBe(0);
    }

    [Fact]
    public void A_coded_hold_stops_it_and_what_was_to_come_moves_by_the_stop()
    {
        var run = Start();
        run.Accept(new ClaimTask(run.Task("ask").Id), Ann).Wait(TimeSpan.FromMinutes(10)).Accept(new HoldTask(run.Task("ask").Id, "WAIT_EXTERNAL"), Ann);
        run.State.Timers.ShouldHaveSingleItem().Purpose.ShouldBe(TimerPurpose.Hold);
        run.Wait(TimeSpan.FromMinutes(25)).Accept(new ResumeTask(run.Task("ask").Id), Ann);
        Clock(run).BreachAt.ShouldBe(Running.Noon.AddMinutes(65));
        run.Wait(TimeSpan.FromMinutes(5)).Accept(new CompleteTask(run.Task("ask").Id, FeelContext.Empty), Ann);
        var stopped = run.Events.OfType<ClockStopped>().ShouldHaveSingleItem();
        (stopped.Gross, stopped.Net, stopped.Met).ShouldBe((TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(15), true));
    }

    [Fact]
    public void A_reason_that_the_model_does_not_list_holds_the_task_but_not_the_clock()
    {
        var run = Start("<orderly:sla target=\"PT40M\"><orderly:clockStop reason=\"WAIT_EXTERNAL\" max=\"PT30M\"/></orderly:sla>");
        run.Accept(new ClaimTask(run.Task("ask").Id), Ann).Accept(new HoldTask(run.Task("ask").Id, "NO_STAFF"), Ann);
        Clock(run).PausedAt.ShouldBeNull();
        run.Accept(new ResumeTask(run.Task("ask").Id), Ann).Accept(new HoldTask(run.Task("ask").Id, "WAIT_EXTERNAL"), Ann);
        Clock(run).PausedAt.ShouldBe(Running.Noon);
        run.Task("ask").HeldUntil.ShouldBe(Running.Noon.AddMinutes(30));
    }

    [Fact]
    public void An_acknowledgement_keeps_the_ladder_quiet_for_its_minutes_but_the_breach_is_still_recorded()
    {
        var run = Start();
        Tick(run).Accept(new AcknowledgeEscalation(Clock(run).Id, "porter on the way", 20), Ann);
        Tick(run);
        run.Now.ShouldBe(Running.Noon.AddMinutes(40));
        (Clock(run).Breached, Clock(run).Level).ShouldBe((true, 0));
        Tick(run);
        run.Now.ShouldBe(Running.Noon.AddMinutes(50));
        Clock(run).Level.ShouldBe(1);
    }

    [Fact]
    public void A_plan_that_runs_out_tells_the_rung_it_had_quieted_again()
    {
        var run = Start();
        Tick(run);
        Tick(run);
        Tick(run);
        Clock(run).Level.ShouldBe(2);
        run.Accept(new AcknowledgeEscalation(Clock(run).Id, "CALLED", 20), Ann);
        Tick(run);
        run.Now.ShouldBe(Running.Noon.AddMinutes(75));
        run.Last.Effects.OfType<Notify>().ShouldHaveSingleItem().Level.ShouldBe(2);
        run.State.Timers.Count.ShouldBe(0, "one plan is told of once");
    }

    [Fact]
    public void A_plan_made_before_the_first_rung_tells_nobody_by_itself()
    {
        var run = Start();
        run.Accept(new AcknowledgeEscalation(Clock(run).Id, "ON_IT", 10), Ann);
        Tick(run);
        run.Now.ShouldBe(Running.Noon.AddMinutes(30));
        run.Events.OfType<RungReached>().ShouldHaveSingleItem().Level.ShouldBe(0);
    }

    [Fact]
    public void A_clock_that_times_no_task_tells_the_unit_the_case_is_in()
    {
        var model = Model.Process("p");
        model.Extensions = "<bpmn:extensionElements><orderly:sla target=\"PT2H\" ladder=\"exit\"/></bpmn:extensionElements>";
        var world = Running.WorldOf(model.Start().UserTask("ask").End());
        world = world with { Ladders = world.Ladders.Add("exit", new("exit", [new(0, 100, TimeSpan.Zero, [new("unit-coordinator")], "in-app")])) };
        var run = new Running(world).Begin("p", ("unit", FeelValue.Of("5W")));
        Tick(run);
        Tick(run);
        run.Last.Effects.OfType<Notify>().ShouldHaveSingleItem().Audience.ShouldBe([new Audience("unit-coordinator", "5W")]);
        Clock(run).Told.ShouldBe([new Audience("unit-coordinator", "5W")]);
    }

    [Fact]
    public void After_a_gap_only_the_highest_rung_that_is_due_is_told()
    {
        var run = Start().Wait(TimeSpan.FromHours(3));
        Tick(run);
        run.Events.OfType<RungReached>().ShouldHaveSingleItem().Level.ShouldBe(2);
        (Clock(run).Warned, Clock(run).Breached).ShouldBe((true, true));
    }

    [Fact]
    public void Business_hours_carry_a_target_over_the_night()
    {
        var hours = WorkCalendar.BusinessHours("office", TimeZoneInfo.Utc, Enumerable.Range(1, 5).Select(day => new OpenHours((DayOfWeek)day, new(8, 0), new(12, 30))), []);
        var run = Start("<orderly:sla target=\"PT2H\" calendar=\"office\"/>", hours);
        Clock(run).BreachAt.ShouldBe(new DateTimeOffset(2026, 3, 3, 9, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_calendar_or_ladder_that_is_missing_is_an_incident()
    {
        Start("<orderly:sla target=\"PT2H\" calendar=\"office\"/>").Incident().Kind.ShouldBe(IncidentKind.MissingCalendar);
        Start("<orderly:sla target=\"PT2H\" ladder=\"other\"/>").Incident().Kind.ShouldBe(IncidentKind.MissingLadder);
    }

    [Fact]
    public void A_clock_may_time_a_subprocess_or_the_whole_process()
    {
        var model = Model.Process("p");
        model.Extensions = "<bpmn:extensionElements><orderly:sla target=\"PT2H\"/></bpmn:extensionElements>";
        var run = Running.Start(model.Start().SubProcess("sub", sub => sub.Start("s").UserTask("ask").End("e1"), "<bpmn:extensionElements><orderly:sla target=\"PT1H\"/></bpmn:extensionElements>").End());
        run.State.Clocks.Select(clock => clock.Element).ShouldBe(["p", "sub"]);
        run.Complete("ask");
        run.Events.OfType<ClockStopped>().Select(stopped => stopped.Met).ShouldBe([true, true]);
    }

    [Fact]
    public void A_plan_must_have_a_sensible_length()
    {
        var run = Start();
        run.Reject<PlanTooLong>(new AcknowledgeEscalation(Clock(run).Id, "later", 0), Ann);
        run.Reject<ClockNotRunning>(new AcknowledgeEscalation(default, "later", 5), Ann);
    }
}
