using Orderly.Connectors.Configuration;
using Orderly.Hosting;
using Orderly.Web.Security.Authentication;

namespace Orderly.Tests.Hosting;

public sealed class ApiClientsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("orderly-clients-").FullName;

    public ApiClientsTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "secrets"));
        Secret("lab-token", "0123456789abcdef\n");
        Secret("kiosk-token", "fedcba9876543210");
        Secret("short-token", "hunter2");
        Secret("empty-token", "");
    }

    [Fact]
    public void Clients_carry_the_hash_of_the_token_in_their_secret()
    {
        var clients = Read("""
            clients:
              - { client: lab, kind: Worker, token: secret:lab-token }
              - { client: kiosk, kind: Person, person: j-whitfield, token: secret:kiosk-token }
            """);

        clients.ShouldBe([
            new ApiClient("lab", ApiClient.Hash("0123456789abcdef"), ApiClientKind.Worker),
            new ApiClient("kiosk", ApiClient.Hash("fedcba9876543210"), ApiClientKind.Person, "j-whitfield"),
        ]);
    }

    [Theory]
    [InlineData("{ client: lab, kind: Worker, token: secret:empty-token }", "Expected a token of at least 16 characters in the secret 'empty-token', but it has 0")]
    [InlineData("{ client: lab, kind: Worker, token: secret:short-token }", "but it has 7")]
    [InlineData("{ client: lab, kind: Worker, token: secret:../clients.yaml }", "Expected the secret in the file '../clients.yaml' of the secrets folder")]
    [InlineData("{ client: lab, kind: Worker, token: secret:no-token }", "but there is none")]
    [InlineData("{ client: lab, kind: Worker, token: 0123456789abcdef }", "Expected 'token' to be a reference such as secret:lab-token")]
    [InlineData("{ client: lab, token: secret:lab-token }", "Expected 'kind', but it is missing")]
    [InlineData("{ client: lab, kind: Person, token: secret:lab-token }", "Expected 'person' of 'lab' to name whom it acts for")]
    [InlineData("{ client: lab, kind: Operator, person: j-whitfield, token: secret:lab-token }", "Expected 'person' only with kind Person, but the kind of 'lab' is Operator")]
    [InlineData("{ client: a, kind: Worker, token: secret:lab-token }\n  - { client: a, kind: Worker, token: secret:kiosk-token }", "clients.yaml:3: Expected each client once, but 'a' is there twice")]
    [InlineData("{ client: a, kind: Worker, token: secret:lab-token }\n  - { client: b, kind: Worker, token: secret:lab-token }", "clients.yaml:3: Expected a token of its own, but 'b' has the same as 'a'")]
    public void A_client_that_could_not_call_or_could_be_guessed_is_refused_at_the_start(string client, string expected) =>
        Should.Throw<ConfigurationException>(() => Read($"clients:\n  - {client}\n")).Message.ShouldContain(expected);

    [Fact]
    public void A_missing_file_is_named() =>
        Should.Throw<ConfigurationException>(() => ApiClients.Read(Options)).Message.ShouldContain("clients.yaml:1: Expected the programs that may call the API, as 'clients' says, but there is no such file");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private OrderlyOptions Options => OptionsFile.Parse("clients: clients.yaml\nsecrets: secrets", folder, "orderly.yaml");

    private IReadOnlyList<ApiClient> Read(string text)
    {
        File.WriteAllText(Path.Combine(folder, "clients.yaml"), text);
        return ApiClients.Read(Options);
    }

    private void Secret(string name, string value) => File.WriteAllText(Path.Combine(folder, "secrets", name), value);
}
