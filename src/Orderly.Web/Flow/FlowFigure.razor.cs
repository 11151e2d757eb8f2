using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Orderly.Web.Flow;

/// <summary>One element of the diagram: shape, name, and where the instance stands with it.</summary>
public sealed partial class FlowFigure
{
    [Parameter, EditorRequired]
    public FlowNode Node { get; set; } = null!;

    private double Radius => Math.Min(Node.Box.Width, Node.Box.Height) / 2;

    private double StatusY => Node.IsContainer ? Node.Box.Y + 24 : Node.Box.Bottom - 18;

    private IReadOnlyList<string> NameLines =>
        FlowDrawing.Wrap(Node.Name, Node.Box.Width - (Node.IsMultiInstance ? 34 : 14), Node.IsContainer ? 1 : Math.Max(1, (int)((Node.Box.Height - 24) / FlowDrawing.LineHeight)));

    private string Css
    {
        get
        {
            var kind = Node.IsActivity ? "node" : Node.IsGateway ? "gate" : "ev";
            var shape = Node.Shape switch
            {
                FlowShape.EndEvent => " end",
                FlowShape.CallActivity => " call",
                FlowShape.SubProcess => " within",
                FlowShape.EventSubProcess => " within aside",
                _ => "",
            };
            var mark = Node.Mark switch
            {
                FlowMark.Passed => " n-done on",
                FlowMark.Here => " n-progress on",
                FlowMark.Late => " n-late on",
                FlowMark.Withdrawn => " n-off",
                _ => Node.IsActivity ? " n-blocked" : "",
            };
            return $"{kind}{shape}{mark}{(Node.Interrupts ? "" : " passby")}";
        }
    }

    private string Says
    {
        get
        {
            var name = Node.Name.Length > 0 ? Node.Name : Node.Id;
            return Node.Status is { } status ? $"{name}: {status.Word}" : name;
        }
    }

    private string GatewaySign
    {
        get
        {
            var (x, y, reach) = (Node.Box.CentreX, Node.Box.CentreY, Node.Box.Width * 0.18);
            return Node.Shape switch
            {
                FlowShape.ParallelGateway => F($"M{x} {y - (reach * 1.2)}V{y + (reach * 1.2)}M{x - (reach * 1.2)} {y}H{x + (reach * 1.2)}"),
                FlowShape.InclusiveGateway or FlowShape.EventGateway => F($"M{x - reach} {y}a{reach} {reach} 0 1 0 {reach * 2} 0a{reach} {reach} 0 1 0 {-reach * 2} 0"),
                _ => F($"M{x - reach} {y - reach}L{x + reach} {y + reach}M{x + reach} {y - reach}L{x - reach} {y + reach}"),
            };
        }
    }

    private string? EventSign
    {
        get
        {
            var (x, y, r) = (Node.Box.CentreX, Node.Box.CentreY, Radius * 0.46);
            return Node.Trigger switch
            {
                FlowTrigger.Message => F($"M{x - r} {y - (r * .72)}h{r * 2}v{r * 1.44}h{-r * 2}zl{r} {r * .8}l{r} {-r * .8}"),
                FlowTrigger.Timer => F($"M{x - r} {y}a{r} {r} 0 1 0 {r * 2} 0a{r} {r} 0 1 0 {-r * 2} 0M{x} {y - (r * .7)}V{y}L{x + (r * .5)} {y + (r * .4)}"),
                FlowTrigger.Error => F($"M{x - r} {y + (r * .8)}l{r * .6} {-r * 1.5}l{r * .7} {r * .9}l{r * .7} {-r * 1.1}"),
                FlowTrigger.Escalation => F($"M{x} {y - r}l{r * .8} {r * 1.8}l{-r * .8} {-r * .7}l{-r * .8} {r * .7}z"),
                FlowTrigger.Signal => F($"M{x} {y - r}l{r} {r * 1.6}h{-r * 2}z"),
                FlowTrigger.Terminate => F($"M{x - r} {y}a{r} {r} 0 1 0 {r * 2} 0a{r} {r} 0 1 0 {-r * 2} 0"),
                FlowTrigger.Compensation => F($"M{x} {y - (r * .8)}v{r * 1.6}l{-r} {-r * .8}zM{x + r} {y - (r * .8)}v{r * 1.6}l{-r} {-r * .8}z"),
                _ => null,
            };
        }
    }

    private static string N(double value) => FlowDrawing.N(value);

    private static string F(FormattableString path) => FormattableString.Invariant(Rounded(path));

    private static FormattableString Rounded(FormattableString path) =>
        System.Runtime.CompilerServices.FormattableStringFactory.Create(
            path.Format,
            [.. path.GetArguments().Select(argument => argument is double value ? Math.Round(value, 2) : argument)]);
}
