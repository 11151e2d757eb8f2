using System.Net;
using Orderly.Connectors.Configuration;
using Orderly.Hosting;
using Orderly.Runtime.Cluster;

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

    [Fact]
    public void A_cluster_section_names_the_node_and_its_silo()
    {
        var options = OptionsFile.Parse("store: { kind: postgres, connection: 'Host=x' }\ncluster: { node: north, address: 10.1.2.3 }", "/srv", "orderly.yaml");

        options.Cluster.ShouldBe(new ClusterOptions("north", new SiloEndpoint(IPAddress.Parse("10.1.2.3"), ClusterOptions.DefaultPort)));
    }

    [Theory]
    [InlineData("data: x\nstorr: y", "orderly.yaml:2: Expected one of", "but the key is 'storr'")]
    [InlineData("store: { kind: oracle }", "Expected 'kind' of store to be embedded or postgres, but it is 'oracle'", "")]
    [InlineData("store: { kind: postgres }", "Expected 'connection' with a PostgreSQL connection string", "")]
    [InlineData("store: { kind: postgres, connection: 'Host=x;Password=y' }", "Expected no password in 'connection'", "")]
    [InlineData("store: { kind: postgres, connection: 'Host=x', password: hunter2 }", "Expected 'password' to be a reference such as secret:postgres", "")]
    [InlineData("listen: http://0.0.0.0:5080", "Expected 'listen' to be https where other machines can reach it", "")]
    [InlineData("cluster: { node: a, address: 10.0.0.1 }", "orderly.yaml:1: Expected 'cluster' only with store kind 'postgres'", "")]
    [InlineData("store: { kind: postgres, connection: 'Host=x' }\ncluster: { node: a, address: 203.0.113.7 }", "orderly.yaml:2: Expected 'address' of cluster on a private interface", "but it is 203.0.113.7")]
    [InlineData("store: { kind: postgres, connection: 'Host=x' }\ncluster: { node: a, address: db.local }", "Expected 'address' of cluster to be an IP address", "but it is 'db.local'")]
    [InlineData("store: { kind: postgres, connection: 'Host=x' }\ncluster: { node: 'A b', address: 10.0.0.1 }", "Expected 'node' of cluster to be 1 to 63", "but it is 'A b'")]
    [InlineData("store: { kind: postgres, connection: 'Host=x' }\ncluster: { address: 10.0.0.1, port: 70000 }", "'node'", "")]
    [InlineData("store: { kind: postgres, connection: 'Host=x' }\ncluster: { node: a, address: 10.0.0.1, port: 70000 }", "Expected 'port' to be a whole number from 1 to 65535", "")]
    [InlineData("clock-rate: 0", "Expected 'clock-rate' to be a whole number from 1 to 3600", "")]
    public void A_wrong_value_is_refused_with_its_line_and_key(string yaml, string complaint, string andAlso)
    {
        var refused = Should.Throw<ConfigurationException>(() => OptionsFile.Parse(yaml, "/srv", "orderly.yaml"));

        refused.Issues.ShouldContain(issue => issue.ToString().Contains(complaint) && issue.ToString().Contains(andAlso));
    }
}
