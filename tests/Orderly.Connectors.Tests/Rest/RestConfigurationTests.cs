using Orderly.Connectors.Configuration;

namespace Orderly.Connectors.Tests.Rest;

public sealed class RestConfigurationTests
{
    private static readonly string Good = RestFixture.Yaml("http://127.0.0.1:1");

    [Theory]
    [InlineData("kind: rest", "kind: carrier-pigeon", "erp.yaml:2: Expected one of mllp, rest, but 'kind' is 'carrier-pigeon'")]
    [InlineData("base-url: http://127.0.0.1:1", "base-url: ftp://x", "erp.yaml:3: Expected an http or https address")]
    [InlineData("base-url: http://127.0.0.1:1", "base-url: http://u:p@127.0.0.1:1", "erp.yaml:3: Expected an http or https address")]
    [InlineData("[127.0.0.0/8]", "[nowhere]", "erp.yaml:4: Expected an address or a network such as 10.1.0.0/16, but it is 'nowhere'")]
    [InlineData("Bearer secret:erp-token", "Bearer abcdef", "erp.yaml:7: Expected secret:name in 'Authorization', but it holds a literal")]
    [InlineData("secret:erp-token", "secret:other", "erp.yaml:7: Expected a file for secret:other in the secrets directory, but there is none")]
    [InlineData("method: POST", "methd: POST", "but the key is 'methd'")]
    [InlineData("method: POST", "method: PUSH", "erp.yaml:10: Expected one of GET, POST, PUT, PATCH, DELETE, but 'method' is 'PUSH'")]
    [InlineData("path: /costs/{input.encounter}", "path: //elsewhere/x", "erp.yaml:11: Expected a path that begins with one '/'")]
    [InlineData("path: /costs/{input.encounter}", "path: '/costs/{input.'", "erp.yaml:11: Expected a closing brace")]
    [InlineData("path: /costs/{input.encounter}", "path: /costs/{patient}", "erp.yaml:11: Expected one of input, key, but 'patient' uses 'patient'")]
    [InlineData("'{amount: input.amount, centre: input.centre}'", "'{amount: '", "erp.yaml:12: Expected")]
    [InlineData("'{amount: input.amount, centre: input.centre}'", "'{at: now()}'", "erp.yaml:12: Expected a request that depends on its input only")]
    [InlineData("connector: erp", "connector: ERP 1", "erp.yaml:1: Expected a name of lower-case letters")]
    [InlineData("allow-addresses: [127.0.0.0/8]", "allow-addresses: [127.0.0.0/8]\ntimeout: 5 minutes", "Expected 'timeout' to be a duration such as PT30S")]
    [InlineData("allow-addresses: [127.0.0.0/8]", "allow-addresses: [127.0.0.0/8]\nbreaker: {failures: 11}", "Expected 'failures' to be a whole number from 1 to 10, but it is '11'")]
    public void A_mistake_is_told_with_file_line_and_what_was_expected(string good, string bad, string expected)
    {
        Good.ShouldContain(good);
        var at = Good.IndexOf(good, StringComparison.Ordinal);
        var text = Good[..at] + bad + Good[(at + good.Length)..];

        Should.Throw<ConfigurationException>(() => new RestFixture(text)).Message.ShouldContain(expected);
    }

    [Fact]
    public void All_mistakes_of_a_file_are_told_together()
    {
        var text = Good.Replace("base-url: http://127.0.0.1:1", "base-url: no", StringComparison.Ordinal).Replace("method: GET", "method: LOOK", StringComparison.Ordinal);

        Should.Throw<ConfigurationException>(() => new RestFixture(text)).Issues.Length.ShouldBe(2);
    }

    [Fact]
    public void Two_connectors_of_one_name_are_refused()
    {
        var directory = Directory.CreateTempSubdirectory("orderly-secrets");
        try
        {
            File.WriteAllText(Path.Combine(directory.FullName, "erp-token"), "x");
            Should.Throw<ConfigurationException>(() => ConnectorRegistry.Read([("a.yaml", Good), ("b.yaml", Good)], new SecretDirectory(directory.FullName), TimeProvider.System))
                .Message.ShouldContain("b.yaml:1: Expected one connector named 'erp'");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void Broken_yaml_is_told_with_its_line() =>
        Should.Throw<ConfigurationException>(() => new RestFixture("connector: erp\nkind: {rest: ]\nbase-url: x")).Message.ShouldContain("erp.yaml:2: Expected well-formed YAML");

    [Theory]
    [InlineData("../erp-token")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    [InlineData("ERP")]
    public void A_name_that_is_none_of_a_secret_is_not_looked_up(string name) =>
        new SecretDirectory("/").Has(name).ShouldBeFalse();
}
