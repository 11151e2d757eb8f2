using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Containers;

public sealed class SubProcessTests
{
    [Fact]
    public void Completes_when_nothing_inside_is_left_and_goes_on()
    {
        var run = Running.Start(Model.Process("p").Start().SubProcess("sub", sub => sub.Start("s").Parallel("fork").UserTask("a").End("e1").From("fork").UserTask("b").End("e2")).UserTask("after").End());
        run.Complete("a").IsActive("sub").ShouldBeTrue();
        run.Complete("b").IsActive("sub").ShouldBeFalse();
        run.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("after");
    }

    [Fact]
    public void Variables_mapped_into_it_stay_inside()
    {
        var run = Running.Start(
            Model.Process("p").Start().SubProcess("sub", sub => sub.Start("s").Script("inner", "=mine + 1", "mine").UserTask("look").End("e1"), $"<bpmn:extensionElements>{Model.Io("input|=10|mine", "output|=mine|result")}</bpmn:extensionElements>").End(),
            ("mine", FeelValue.Of(1)));
        run.Complete("look");
        run.Variable("mine").ShouldBe(FeelValue.Of(1));
        run.Variable("result").ShouldBe(FeelValue.Of(11));
    }

    [Fact]
    public void A_boundary_timer_ends_all_inside()
    {
        var run = Running.Start(Model.Process("p").Start().SubProcess("sub", sub => sub.Start("s").UserTask("a").End("e1")).End().Boundary("late", "sub", Model.Duration("PT1H")).UserTask("b").End("e2"));
        run.Fire("late");
        run.PathText.ShouldEndWith("xa xsub +late -late +b");
    }
}
