using Orderly.Canonical.Outbound;
using Orderly.Connectors.Configuration;
using Orderly.Connectors.Rest;

namespace Orderly.Connectors.Tests.Rest;

/// <summary>A connector read from YAML, with a secrets directory of its own.</summary>
internal sealed class RestFixture : IDisposable
{
    public const string Secret = "canary-7f3a";

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("orderly-secrets");
    private readonly ConnectorRegistry registry;

    public RestFixture(string yaml, TimeProvider? time = null)
    {
        File.WriteAllText(Path.Combine(directory.FullName, "erp-token"), Secret + "\n");
        registry = ConnectorRegistry.Read([("erp.yaml", yaml)], new SecretDirectory(directory.FullName), time ?? TimeProvider.System);
    }

    public RestConnector Connector => (RestConnector)registry.All.Single();

    public static string Yaml(string url, string more = "", string operation = "") => $$"""
        connector: erp
        kind: rest
        base-url: {{url}}
        allow-addresses: [127.0.0.0/8]
        {{more}}
        headers:
          Authorization: Bearer secret:erp-token
        operations:
          post-cost:
            method: POST
            path: /costs/{input.encounter}
            body: '{amount: input.amount, centre: input.centre}'
            response: body.number
            {{operation}}
            ask:
              path: /documents?key={key}
              response: body.number
          cancel:
            method: POST
            path: /cancel
          list:
            method: GET
            path: /costs
        """;

    public static OutboundCall Call(string operation = "post-cost", string key = "1-abc-7-0", string input = """{"encounter":"V1/2 ?","amount":12.50,"centre":"4 West"}""") =>
        new(key, operation, input);

    public Task<SendOutcome> SendAsync(OutboundCall? call = null) =>
        Connector.SendAsync(call ?? Call(), TestContext.Current.CancellationToken);

    public Task<InquiryOutcome> AskAsync(OutboundCall? call = null) =>
        Connector.AskAsync(call ?? Call(), TestContext.Current.CancellationToken);

    public void Dispose()
    {
        registry.Dispose();
        directory.Delete(recursive: true);
    }
}
