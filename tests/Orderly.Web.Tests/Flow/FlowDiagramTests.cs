using Orderly.Web.Design;
using Orderly.Web.Flow;

namespace Orderly.Web.Tests.Flow;

public sealed class FlowDiagramTests
{
    [Fact]
    public async Task Token_is_drawn_on_its_step_with_icon_word_and_state()
    {
        var html = await Render(new FlowNode("meds", "Med reconciliation", FlowShape.Task, new(0, 0, 120, 80)) { Mark = FlowMark.Late, Status = StatusLook.InProgress.Saying("Late 26 min") });

        html.ShouldContain("class=\"node n-late on\"");
        html.ShouldContain("<title>Med reconciliation: Late 26 min</title>");
        html.ShouldContain("href=\"#i-progress\"");
        html.ShouldContain(">reconciliation</tspan>");
    }

    [Fact]
    public async Task Several_tokens_on_one_step_are_counted() =>
        (await Render(new FlowNode("call", "Call", FlowShape.Task, new(0, 0, 120, 80)) { Mark = FlowMark.Here, Tokens = 3 })).ShouldContain(">3</tspan>");

    [Fact]
    public async Task Event_that_leaves_its_activity_running_is_dashed() =>
        (await Render(new FlowNode("late", "60 min", FlowShape.BoundaryEvent, new(0, 0, 36, 36)) { Trigger = FlowTrigger.Timer, Interrupts = false })).ShouldContain("passby");

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Every_shape_with_every_trigger_is_drawn_without_style_or_script(FlowShape shape, FlowTrigger trigger)
    {
        var html = await Render(new FlowNode("x", "A name", shape, new(0, 0, 50, 50)) { Trigger = trigger });

        html.ShouldContain("<title>A name</title>");
        html.ShouldNotContain("style=");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("NaN");
    }

    public static TheoryData<FlowShape, FlowTrigger> Shapes()
    {
        var data = new TheoryData<FlowShape, FlowTrigger>();
        foreach (var shape in Enum.GetValues<FlowShape>())
        {
            foreach (var trigger in Enum.GetValues<FlowTrigger>())
            {
                data.Add(shape, trigger);
            }
        }

        return data;
    }

    [Fact]
    public async Task Name_from_a_model_cannot_bring_markup_in() =>
        (await Render(new FlowNode("x", "<script>alert(1)</script>", FlowShape.Task, new(0, 0, 300, 80)))).ShouldNotContain("<script");

    [Fact]
    public async Task Path_taken_is_drawn_over_the_path_not_taken()
    {
        var html = await Rendered.Html<FlowDiagram>(new
        {
            Picture = new FlowPicture("p") { Edges = [new("taken", [new(0, 0), new(9, 0)], Taken: true), new("not", [new(0, 5), new(9, 5)], Taken: false)] },
        });

        html.IndexOf("M0 5L9 5", StringComparison.Ordinal).ShouldBeLessThan(html.IndexOf("M0 0L9 0", StringComparison.Ordinal));
        html.ShouldContain("url(#tip-on)");
    }

    private static Task<string> Render(FlowNode node) => Rendered.Html<FlowDiagram>(new { Picture = new FlowPicture("p") { Nodes = [node] } });
}
