using System.Xml.Linq;
using Orderly.Engine.Time;

namespace Orderly.Engine.Bpmn;

/// <summary>Reads <c>orderly:approval</c>.</summary>
internal static class ApprovalReader
{
    public static ApprovalDetail? Read(XElement? xml, IssueLog issues)
    {
        if (xml is null)
            return null;
        AttributeCheck.Only(xml, issues, "kind", "amount", "currency", "requester", "steps", "emergencySteps", "expires", "ratifyWithin", "resultVariable");
        var (kind, amount, currency) = (ExpressionReader.Required(xml, "kind", issues), ExpressionReader.Required(xml, "amount", issues), ExpressionReader.Required(xml, "currency", issues));
        var (requester, steps) = (ExpressionReader.Required(xml, "requester", issues), ExpressionReader.Required(xml, "steps", issues));
        if (kind is null || amount is null || currency is null || requester is null || steps is null)
            return null;
        var detail = new ApprovalDetail(kind, amount, currency, requester, steps, ExpressionReader.Attribute(xml, "emergencySteps", issues));
        return detail with
        {
            Expires = Span(xml, "expires", detail.Expires, issues),
            RatifyWithin = Span(xml, "ratifyWithin", detail.RatifyWithin, issues),
            ResultVariable = xml.Text("resultVariable") ?? detail.ResultVariable,
        };
    }

    private static TimeSpan Span(XElement xml, string name, TimeSpan otherwise, IssueLog issues)
    {
        if (xml.Text(name) is not { } text)
            return otherwise;
        if (IsoDuration.TryParse(text, out var duration) && duration.Months == 0 && duration.Exact > TimeSpan.Zero)
            return duration.Exact;
        issues.Error(xml, "approval", $"Expected {name} to be a positive ISO 8601 duration of days or less, but was '{text}'");
        return otherwise;
    }
}
