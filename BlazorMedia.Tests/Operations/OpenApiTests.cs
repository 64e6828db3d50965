using System.Net;
using System.Text.Json;
using BlazorMedia.Tests.Support;

namespace BlazorMedia.Tests.Operations;

public sealed class OpenApiTests(AppFixture app) : IClassFixture<AppFixture>
{
    private static readonly string[] Promised =
    [
        "get /api/v1/streams", "post /api/v1/streams", "get /api/v1/streams/{name}", "put /api/v1/streams/{name}", "delete /api/v1/streams/{name}",
        "post /api/v1/source-tests",
        "get /api/v1/recordings/tasks", "post /api/v1/recordings/tasks", "get /api/v1/recordings/tasks/{id}", "delete /api/v1/recordings/tasks/{id}",
        "get /api/v1/recordings", "get /api/v1/recordings/{id}", "patch /api/v1/recordings/{id}", "delete /api/v1/recordings/{id}",
        "get /api/v1/recordings/{id}/file", "get /api/v1/recordings/{id}/thumbnail", "post /api/v1/recordings/{id}/restoration",
        "get /api/v1/jobs",
    ];

    [Fact]
    public async Task The_description_holds_every_door_of_the_api_with_a_summary_and_what_it_answers()
    {
        var operations = await OperationsAsync();

        Promised.Except(operations.Keys).ShouldBeEmpty();
        operations.Where(o => o.Key.Contains("/api/", StringComparison.Ordinal)).ShouldAllBe(o => o.Value.GetProperty("summary").GetString()!.Length > 0);
        operations.Where(o => o.Key.Contains("/api/", StringComparison.Ordinal) && !SaysWhatItAnswers(o.Value)).Select(o => o.Key).ShouldBeEmpty();
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
        .Any(r => r.Name == "204" || (r.Name.StartsWith('2') && r.Value.TryGetProperty("content", out var content) && content.EnumerateObject().All(c => c.Value.TryGetProperty("schema", out _))));

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
