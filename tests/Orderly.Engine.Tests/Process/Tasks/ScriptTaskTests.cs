using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Tasks;

public sealed class ScriptTaskTests
{
    [Fact]
    public void Sets_its_result() =>
        Running.Start(Model.Process("p").Start().Script("s", "={total: a + b}", "sum").End(), ("a", FeelValue.Of(1)), ("b", FeelValue.Of(2))).Variable("sum").ToString().ShouldBe("{total: 3}");

    [Fact]
    public void An_output_mapping_to_a_path_keeps_the_other_entries() =>
        Running.Start(Model.Process("p").Start().Script("s", "=5", "five", Model.Io("output|=five|box.inner.value")).End(), ("box", Running.Context(("kept", FeelValue.Of(1)))))
            .Variable("box").ToString().ShouldBe("{kept: 1, inner: {value: 5}}");

    [Fact]
    public void A_result_that_is_a_function_cannot_be_kept_and_is_an_incident() =>
        Running.Start(Model.Process("p").Start().Script("s", "=function(x) x + 1", "f").End()).Incident().Kind.ShouldBe(IncidentKind.Expression);
}
