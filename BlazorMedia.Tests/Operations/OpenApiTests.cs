using System.Net;
using System.Text.Json;
using BlazorMedia.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Operations;

public sealed partial class OpenApiTests(AppFixture app) : IClassFixture<AppFixture>
{
    private static readonly string[] Promised =
    [
        "get /api/v1/streams", "post /api/v1/streams", "get /api/v1/streams/{name}", "put /api/v1/streams/{name}", "delete /api/v1/streams/{name}",
        "post /api/v1/source-tests",
        "get /api/v1/recordings/tasks", "post /api/v1/recordings/tasks", "get /api/v1/recordings/tasks/{id}", "delete /api/v1/recordings/tasks/{id}",
        "get /api/v1/recordings", "get /api/v1/recordings/{id}", "patch /api/v1/recordings/{id}", "delete /api/v1/recordings/{id}",
        "get /api/v1/recordings/{id}/file", "get /api/v1/recordings/{id}/thumbnail", "post /api/v1/recordings/{id}/restoration",
        "get /api/v1/jobs",
        "get /api/v1/keys", "post /api/v1/keys", "get /api/v1/keys/{id}", "patch /api/v1/keys/{id}", "delete /api/v1/keys/{id}", "get /api/v1/tokens/self",
    ];

    [Fact]
    public async Task The_description_holds_every_door_of_the_api()
    {
        var operations = await OperationsAsync();

        Promised.Except(operations.Keys).ShouldBeEmpty();
        Doors().Except(operations.Keys).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_what_it_answers_and_who_may_call_it()
    {
        var operations = (await OperationsAsync()).Where(o => o.Key.Contains("/api/", StringComparison.Ordinal) || o.Key.Contains("/live/", StringComparison.Ordinal)).ToList();

        operations.Where(o => !o.Value.TryGetProperty("summary", out var summary) || summary.GetString() is not { Length: > 0 }).Select(o => o.Key).ShouldBeEmpty();
        operations.Where(o => !SaysWhatItAnswers(o.Value)).Select(o => o.Key).ShouldBeEmpty();
        operations.Where(o => !o.Value.TryGetProperty("security", out var security) || security.GetArrayLength() == 0).Select(o => o.Key).ShouldBeEmpty();
        operations.Where(o => !o.Value.TryGetProperty("tags", out var tags) || tags.GetArrayLength() == 0).Select(o => o.Key).ShouldBeEmpty();
        operations.Where(o => !((string[])["401", "403", "429"]).All(status => o.Value.GetProperty("responses").TryGetProperty(status, out _))).Select(o => o.Key).ShouldBeEmpty();
        operations.Select(o => o.Value.GetProperty("operationId").GetString()).ShouldBeUnique();
    }

    [Fact]
    public async Task What_a_caller_sends_is_described()
    {
        var operations = await OperationsAsync();

        operations["post /api/v1/keys"].GetProperty("requestBody").GetProperty("content").GetProperty("application/json").TryGetProperty("schema", out _).ShouldBeTrue();
        operations["get /api/v1/keys"].GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()!.ToLowerInvariant()).ShouldBe(["text", "state", "page", "limit"], ignoreOrder: true);
        operations["get /api/v1/keys"].GetProperty("description").GetString().ShouldBe("Role: admin. Scope of a key: keys.");
        operations["get /api/v1/tokens/self"].GetProperty("security")[0].TryGetProperty("AppToken", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task The_credentials_are_described_and_every_reference_resolves()
    {
        using var document = await DocumentAsync();
        var components = document.RootElement.GetProperty("components");

        components.GetProperty("securitySchemes").EnumerateObject().Select(s => s.Name).ShouldBe(["apiKey", "bearer", "cookie", "AppToken"], ignoreOrder: true);
        var references = System.Text.RegularExpressions.Regex.Matches(document.RootElement.GetRawText(), "\"#/components/schemas/([^\"]+)\"").Select(m => m.Groups[1].Value).Distinct();
        references.Where(name => !components.GetProperty("schemas").TryGetProperty(name, out _)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_answer_of_a_stream_is_described_field_by_field()
    {
        using var document = await DocumentAsync();

        var fields = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("StreamDto").GetProperty("properties").EnumerateObject().Select(p => p.Name);

        foreach (var field in (string[])["name", "source", "state", "stateReason", "video", "audio", "bitrate", "lastKeyframeAt", "reconnects", "recordingTaskId"]) fields.ShouldContain(field);
    }

    // A success without a body needs no schema.
    private static bool SaysWhatItAnswers(JsonElement operation) => operation.GetProperty("responses").EnumerateObject()
        .Any(r => r.Name is "202" or "204" || (r.Name.StartsWith('2') && r.Value.TryGetProperty("content", out var content) && content.EnumerateObject().All(c => c.Value.TryGetProperty("schema", out _))));

    /// <summary>Method and path of every endpoint below the API, written as the description writes them.</summary>
    private IEnumerable<string> Doors() =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + Constraint().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "{$1}")
        where path.StartsWith("/api/v1/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select $"{method.ToLowerInvariant()} {path}";

    [System.Text.RegularExpressions.GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial System.Text.RegularExpressions.Regex Constraint();

    private async Task<Dictionary<string, JsonElement>> OperationsAsync()
    {
        using var document = await DocumentAsync();
        return document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(o => (Name: $"{o.Name} {p.Name.TrimEnd('/')}", Value: o.Value.Clone())))
            .ToDictionary(o => o.Name, o => o.Value);
    }

    private async Task<JsonDocument> DocumentAsync()
    {
        using var client = app.CreateApiClient();
        using var answer = await client.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
