using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Events;

public sealed class ErrorEventTests
{
    private static Running Throwing(string code, params string?[] caught)
    {
        var model = Model.Process("p");
        model.Start().ServiceTask("work").End();
        foreach (var (one, index) in caught.Select((one, index) => (one, index)))
            model.Boundary($"on{index}", "work", model.Error(one)).UserTask($"mend{index}").End($"e{index}");
        var run = Running.Start(model);
        return run.Accept(new ThrowJobError(run.Job("work").Id, code, "it broke", Running.Context(("why", FeelValue.Of("x")))));
    }

    [Fact]
    public void A_boundary_event_of_the_same_code_catches_before_catch_all()
    {
        var run = Throwing("E1", null, "E1");
        run.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("mend1");
        run.Variable("why").ShouldBe(FeelValue.Of("x"));
    }

    [Fact]
    public void A_catch_all_catches_any_code() => Throwing("E9", "E1", null).State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("mend1");

    [Fact]
    public void An_error_that_nothing_catches_is_an_incident_and_the_retry_offers_the_job_again()
    {
        var run = Throwing("E9", "E1");
        run.Incident().Kind.ShouldBe(IncidentKind.UnhandledError);
        run.Accept(new ResolveIncident(run.Incident().Id, FeelContext.Empty));
        run.CompleteJob("work").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void An_error_end_ends_the_subprocess_and_its_boundary_catches()
    {
        var model = Model.Process("p");
        var run = Running.Start(model.Start().SubProcess("sub", sub => sub.Start("s").Parallel("fork").UserTask("other").End("e1").From("fork").UserTask("check").ErrorEnd("bad", "E1")).End("done")
            .Boundary("caught", "sub", model.Error("E1")).UserTask("mend").End("e2"));
        run.Complete("check");
        run.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("mend");
        run.PathText.ShouldContain("xother xbad xsub +caught");
    }

    [Fact]
    public void An_error_event_subprocess_catches_inside_its_scope_before_the_boundary()
    {
        var model = Model.Process("p");
        var run = Running.Start(model.Start()
            .SubProcess("sub", sub => sub.Start("s").ServiceTask("work").End("e1").EventSubProcess("handler", h => h.Start("on", model.Error("E1")).UserTask("inside").End("e3")))
            .End("done").Boundary("caught", "sub", model.Error("E1")).UserTask("outside").End("e2"));
        run.Accept(new ThrowJobError(run.Job("work").Id, "E1", null, FeelContext.Empty));
        run.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("inside");
        run.Complete("inside").State.Status.ShouldBe(InstanceStatus.Completed);
    }
}
