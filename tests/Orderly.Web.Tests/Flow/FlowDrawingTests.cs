using Orderly.Web.Flow;

namespace Orderly.Web.Tests.Flow;

public sealed class FlowDrawingTests
{
    [Fact]
    public void Name_is_broken_between_words_and_cut_only_in_its_last_line()
    {
        FlowDrawing.Wrap("Med reconciliation", 106, 3).ShouldBe(["Med", "reconciliation"]);
        FlowDrawing.Wrap("Exit huddle", 106, 3).ShouldBe(["Exit huddle"]);
        FlowDrawing.Wrap("A very long name of a step that never ends", 70, 2).ShouldBe(["A very", "long name…"]);
        FlowDrawing.Wrap("", 70, 2).ShouldBeEmpty();
    }

    [Fact]
    public void Middle_of_a_bent_line_is_half_way_along_it_and_not_between_its_ends() =>
        FlowDrawing.Middle([new(0, 0), new(100, 0), new(100, 50)]).ShouldBe(new FlowPoint(75, 0));

    [Fact]
    public void Extent_holds_shapes_edges_and_names_outside_of_shapes()
    {
        var picture = new FlowPicture("p")
        {
            Nodes = [new("e", "Discharge ordered", FlowShape.StartEvent, new(100, 100, 36, 36))],
            Edges = [new("f", [new(136, 118), new(400, 118)], Taken: false)],
        };

        var extent = FlowDrawing.Extent(picture);

        extent.X.ShouldBe(61);
        extent.Right.ShouldBe(412);
        extent.Bottom.ShouldBeGreaterThan(136 + FlowDrawing.LineHeight);
    }

    [Fact]
    public void Picture_without_anything_still_has_an_extent() => FlowDrawing.Extent(new FlowPicture("empty")).Width.ShouldBe(1);
}
