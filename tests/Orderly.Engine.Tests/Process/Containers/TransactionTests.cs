using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Containers;

public sealed class TransactionTests
{
    private static Running Booking()
    {
        var model = Model.Process("p");
        model.Start().Transaction("book", inside => inside.Start("in").Parallel("fork").UserTask("bed").UserTask("wait").End("out").From("fork").UserTask("decide").End("stop", "<bpmn:cancelEventDefinition/>").UndoneBy("bed", "freeBed"))
            .UserTask("booked").End().Boundary("cancelled", "book", "<bpmn:cancelEventDefinition/>").UserTask("sorry").End("e2");
        return Running.Start(model);
    }

    [Fact]
    public void Cancelling_ends_what_is_active_undoes_what_is_done_and_leaves_by_the_cancel_event()
    {
        var run = Booking().Complete("bed");
        run.Complete("decide").OpenTasks.ShouldBe(["freeBed"]);
        run.Complete("freeBed").OpenTasks.ShouldBe(["sorry"]);
        run.Complete("sorry").State.Status.ShouldBe(InstanceStatus.Completed);
        run.PathText.ShouldContain("xwait");
    }

    [Fact]
    public void With_nothing_to_undo_it_is_left_at_once() => Booking().Complete("decide").OpenTasks.ShouldBe(["sorry"]);

    [Fact]
    public void One_that_is_not_cancelled_completes_as_a_subprocess_does()
    {
        var model = Model.Process("p");
        Running.Start(model.Start().Transaction("book", inside => inside.Start("in").UserTask("bed").End("out")).UserTask("booked").End()).Complete("bed").OpenTasks.ShouldBe(["booked"]);
    }

    [Fact]
    public void An_error_leaves_it_without_undoing()
    {
        var model = Model.Process("p");
        model.Start().Transaction("book", inside => inside.Start("in").UserTask("bed").ErrorEnd("bad", "E1").UndoneBy("bed", "freeBed")).End().Boundary("hazard", "book", model.Error("E1")).UserTask("mend").End("e2");
        Running.Start(model).Complete("bed").OpenTasks.ShouldBe(["mend"]);
    }
}
