using System.Collections.Immutable;
using System.Xml.Linq;
using Orderly.Engine.Dmn.Tables;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Dmn.Reading;

/// <summary>Reads a decision table: its columns, its rules and its hit policy.</summary>
internal sealed class DecisionTableReader(IssueLog issues)
{
    public Node Read(XElement table, NameScope names)
    {
        var (policyName, aggregation) = (table.Get("hitPolicy") ?? "UNIQUE", table.Get("aggregation"));
        if (HitPolicy.Named(policyName, aggregation) is not { } policy)
        {
            var title = aggregation is null ? policyName : $"{policyName} {aggregation}";
            return Refuse(table, DmnRule.Unsupported, $"Expected a hit policy of DMN, but it is '{title}'");
        }
        var inputs = table.All("input").Select(input => issues.Marks.Set(Input(input, names), input)).ToImmutableArray();
        var sources = table.All("output").ToList();
        var outputs = sources.Select(output => issues.Marks.Set(Output(output, table, policy, sources.Count > 1, names), output)).ToImmutableArray();
        if (outputs.Length == 0)
            return Refuse(table, DmnRule.Structure, "Expected the table to have an output, but it has none");
        if (policy.Aggregates && outputs.Length != 1)
            return Refuse(table, DmnRule.Unsupported, $"Expected one output under hit policy {policy.Name}, but there are {outputs.Length}");
        var rules = table.All("rule").Select(rule => issues.Marks.Set(Rule(rule, inputs.Length, outputs.Length, names), rule)).ToImmutableArray();
        var node = new DecisionTableNode(table.Id(), policy, inputs, outputs, rules);
        issues.Tables.Add(node);
        return issues.Marks.Set(node, table);
    }

    private InputColumn Input(XElement input, NameScope names)
    {
        if (input.One("inputExpression") is not { } expression)
            return new InputColumn("", Refuse(input, DmnRule.Structure, "Expected an input expression, but there is none"), FeelType.Any, null);
        return new InputColumn(
            expression.TextOf().Trim(),
            FeelText.Expression(expression, names, issues),
            names.Types.Resolve(expression, expression.Get("typeRef")),
            Tests(input.One("inputValues"), names));
    }

    private OutputColumn Output(XElement output, XElement table, HitPolicy policy, bool isOneOfMany, NameScope names)
    {
        var name = output.Get("name") ?? "";
        if (isOneOfMany && name.Length == 0)
            issues.Report(output, DmnRule.Structure, "Expected each of several outputs to have a name, but one has none");
        var type = names.Types.Resolve(output, output.Get("typeRef") ?? (isOneOfMany ? null : SingleType(table)));
        var values = output.One("outputValues");
        Node? ranking = null;
        if (policy.Ranks)
            ranking = values is not null ? Ranking(values, names) : Ranking(type);
        var fallback = output.One("defaultOutputEntry") is { } entry ? FeelText.Expression(entry, names, issues) : null;
        return new OutputColumn(name, type, Tests(values, names), ranking, fallback);
    }

    /// <summary>The type of a table with one output may stand at the table; a list of hits has it as its element.</summary>
    private static string? SingleType(XElement table) => table.Get("hitPolicy") is null or "UNIQUE" or "FIRST" or "ANY" or "PRIORITY" ? table.Get("typeRef") : null;

    private Rule Rule(XElement rule, int inputs, int outputs, NameScope names)
    {
        var tests = rule.All("inputEntry").Select(entry => FeelText.Tests(entry, names.With(Scope.Input), issues)).ToImmutableArray();
        var values = rule.All("outputEntry").Select(entry => FeelText.Expression(entry, names, issues)).ToImmutableArray();
        if (tests.Length != inputs || values.Length != outputs)
        {
            issues.Report(rule, DmnRule.Structure, $"Expected {inputs} input and {outputs} output entries in the rule, but there are {tests.Length} and {values.Length}");
            tests = [.. tests.Take(inputs), .. Enumerable.Repeat<Node>(new FailedLiteralNode(0, "Expected an input entry, but there is none"), Math.Max(0, inputs - tests.Length))];
            values = [.. values.Take(outputs), .. Enumerable.Repeat<Node>(new FailedLiteralNode(0, "Expected an output entry, but there is none"), Math.Max(0, outputs - values.Length))];
        }
        var annotations = rule.All("annotationEntry").Select(entry => entry.TextOf()).Append(rule.One("description")?.Value ?? "").Where(text => text.Length > 0);
        var texts = rule.All("inputEntry").Select(entry => entry.TextOf().Trim() is { Length: > 0 } text ? text : "-");
        return new Rule(rule.Id(), [.. texts.Concat(Enumerable.Repeat("-", inputs)).Take(inputs)], tests, values, [.. annotations]);
    }

    private Node? Tests(XElement? values, NameScope names) => values is null || string.IsNullOrWhiteSpace(values.TextOf()) ? null : FeelText.Tests(values, names, issues);

    /// <summary>Without values at the output, those that its type allows are in their order of rank.</summary>
    private static ListNode? Ranking(FeelType type) => type is ConstrainedType { Tests: var tests }
        ? new ListNode(0, [.. (tests is TestsNode { IsNegated: false } all ? all.Tests : [tests]).OfType<ExpressionTestNode>().Select(test => test.Expression)])
        : null;

    private Node? Ranking(XElement values, NameScope names)
    {
        var parse = FeelExpression.Parse($"[{values.TextOf()}]", FeelGrammar.Expression, names.ForParsing());
        if (parse.Expression is { } list)
            return list.Root;
        issues.Report(values, DmnRule.Expression, $"Expected a list of output values to rank by, but: {parse.Issues[0].Message}");
        return null;
    }

    private FailedLiteralNode Refuse(XElement element, string rule, string message)
    {
        issues.Report(element, rule, message);
        return new FailedLiteralNode(0, message);
    }
}
