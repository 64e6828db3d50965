using System.Net;
using System.Text;
using System.Text.Json;
using BlazorMedia.Tests.Support;

namespace BlazorMedia.Tests.Operations;

public sealed class UnreadableRequestTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("""{"name":"a","source":"testpattern://","order":"x"}""", "'order'")]
    [InlineData("""{"name":"a",""", "not JSON")]
    [InlineData("", "no body")]
    public async Task A_body_that_cannot_be_read_is_a_400_with_a_code_and_a_sentence(string body, string sentence)
    {
        var problem = await SendAsync(HttpMethod.Post, "/api/v1/streams", new StringContent(body, Encoding.UTF8, "application/json"), HttpStatusCode.BadRequest);

        problem.GetProperty("code").GetString().ShouldBe("request.unreadable");
        problem.GetProperty("detail").GetString()!.ShouldContain(sentence);
    }

    [Fact]
    public async Task The_field_that_cannot_be_read_is_named_as_in_every_other_refusal()
    {
        var body = new StringContent("""{"stream":"a","minutes":"soon"}""", Encoding.UTF8, "application/json");

        var problem = await SendAsync(HttpMethod.Post, "/api/v1/recordings/tasks", body, HttpStatusCode.BadRequest);

        problem.GetProperty("codes").GetProperty("minutes")[0].GetString().ShouldBe("request.unreadable");
    }

    [Fact]
    public async Task A_value_in_the_address_is_named_too()
    {
        var problem = await SendAsync(HttpMethod.Get, "/api/v1/jobs?limit=x", null, HttpStatusCode.BadRequest);

        problem.GetProperty("codes").GetProperty("limit")[0].GetString()!.ShouldEndWith(".limit_invalid");
    }

    [Fact]
    public async Task What_is_not_json_and_what_is_too_large_have_codes_of_their_own()
    {
        var text = await SendAsync(HttpMethod.Post, "/api/v1/streams", new StringContent("name=a", Encoding.UTF8, "text/plain"), HttpStatusCode.UnsupportedMediaType);
        var large = await SendAsync(
            HttpMethod.Post, "/api/v1/recordings/tasks", new StringContent($"{{\"stream\":\"{new string('a', 20_000)}\"}}", Encoding.UTF8, "application/json"), HttpStatusCode.RequestEntityTooLarge);

        text.GetProperty("code").GetString().ShouldBe("request.not_json");
        large.GetProperty("code").GetString().ShouldBe("request.too_large");
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string address, HttpContent? body, HttpStatusCode expected)
    {
        using var client = app.CreateApiClient();
        using var request = new HttpRequestMessage(method, address) { Content = body };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(expected, text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return JsonDocument.Parse(text).RootElement;
    }
}
