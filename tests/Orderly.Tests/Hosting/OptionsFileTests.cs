using Orderly.Connectors.Configuration;
using Orderly.Hosting;

namespace Orderly.Tests.Hosting;

public sealed class OptionsFileTests
{
    [Fact]
    public void A_file_that_says_little_gives_the_defaults_and_anchors_paths_at_its_folder()
    {
        var options = OptionsFile.Parse("packs: [packs/discharge]", "/srv/orderly", "orderly.yaml");

        options.Listen.ShouldBe(new Uri("http://127.0.0.1:5080"));
        options.Data.ShouldBe("/srv/orderly/.orderly");
        options.Packs.ShouldBe(["/srv/orderly/packs/discharge"]);
        options.Store.ShouldBeOfType<StoreOptions.Embedded>();
    }

    [Theory]
    [InlineData("data: x\nstorr: y", "orderly.yaml:2: Expected one of", "but the key is 'storr'")]
    [InlineData("store: { kind: oracle }", "Expected 'kind' of store to be embedded or postgres, but it is 'oracle'", "")]
    [InlineData("store: { kind: postgres }", "Expected 'connection' with a PostgreSQL connection string", "")]
    [InlineData("store: { kind: postgres, connection: 'Host=x;Password=y' }", "Expected no password in 'connection'", "")]
    [InlineData("store: { kind: postgres, connection: 'Host=x', password: hunter2 }", "Expected 'password' to be a reference such as secret:postgres", "")]
    [InlineData("listen: http://0.0.0.0:5080", "Expected 'listen' to be https where other machines can reach it", "")]
    [InlineData("clock-rate: 0", "Expected 'clock-rate' to be a whole number from 1 to 3600", "")]
    public void A_wrong_value_is_refused_with_its_line_and_key(string yaml, string complaint, string andAlso)
    {
        var refused = Should.Throw<ConfigurationException>(() => OptionsFile.Parse(yaml, "/srv", "orderly.yaml"));

        refused.Issues.ShouldContain(issue => issue.ToString().Contains(complaint) && issue.ToString().Contains(andAlso));
    }
}
