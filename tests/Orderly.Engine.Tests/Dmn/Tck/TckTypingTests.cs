using Orderly.Engine.Dmn;
using Orderly.Engine.Dmn.Checks;
using Orderly.Engine.Dmn.Drg;
using Orderly.Engine.Dmn.Kit;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Typing;
using Orderly.Engine.Tests.Feel;

namespace Orderly.Engine.Tests.Dmn.Tck;

/// <summary>Holds what the typing says of the kit's decisions against the values they have: it may know little, and nothing that is not so.</summary>
public sealed class TckTypingTests
{
    [Fact]
    public void What_is_known_of_a_decision_is_true_of_its_value()
    {
        Assert.SkipWhen(!TckCorpus.Groups().Any(), "the corpus is not there: no folder shared/corpus/dmn-tck above the test binaries");
        var (wrong, known) = (new List<string>(), 0);
        foreach (var (model, suite) in TckCorpus.Groups().SelectMany(TckCorpus.Suites))
        {
            var typing = new ModelTyping(model);
            foreach (var (test, name) in suite.Cases.Where(test => test.Subject == DmnTestSubject.Decision).SelectMany(test => test.Expectations.Select(expected => (test, expected.Name))))
            {
                if (model.Find(name) is not Decision decision)
                    continue;
                var type = typing.Of(decision);
                var value = model.Evaluate(name, test.Inputs, Evaluating.Environment).Value;
                known += Types.IsKnown(type) || type == Types.Never ? 1 : 0;
                if (!value.IsNull && (type == Types.Never || !Types.MayBe(Types.Of(value), type)))
                    wrong.Add($"{suite.ModelName} {name}: {Types.Title(type)}, but it is {value.ToLiteral()}");
            }
        }
        wrong.ShouldBeEmpty(string.Join("\n", wrong));
        known.ShouldBeGreaterThan(1_000);
    }
}
