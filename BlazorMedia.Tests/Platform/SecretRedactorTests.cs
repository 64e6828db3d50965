using System.Text.Json;
using BlazorMedia.Web.Platform.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace BlazorMedia.Tests.Platform;

public sealed class SecretRedactorTests
{
    [Theory]
    [InlineData("rtsp://viewer:p@ss/w0rd@10.0.0.5/live", "rtsp://viewer:***@")]
    [InlineData("open rtsp://admin:secret1@cam/1 failed", "open rtsp://admin:***@cam/1 failed")]
    [InlineData("http://sometoken@host/x", "http://***@host/x")]
    [InlineData("GET /ws?access_token=abc.def&x=1", "GET /ws?access_token=***&x=1")]
    [InlineData("GET /play?apikey=0123456789&id=4", "GET /play?apikey=***&id=4")]
    [InlineData("X-API-KEY: 0123456789", "X-API-KEY: ***")]
    [InlineData("Authorization: Bearer abcdefgh12345678", "Authorization: Bearer ***")]
    [InlineData("the key bm_abcdefgh12345678 was used", "the key bm_*** was used")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_***")]
    [InlineData("Host=db;Username=bm;Password=hunter2;Database=x", "Host=db;Username=bm;Password=***;Database=x")]
    [InlineData("""{"appSecret":"s3cr3t","name":"door"}""", """{"appSecret":"***","name":"door"}""")]
    public void What_looks_like_a_secret_is_replaced(string line, string expected)
    {
        var redacted = SecretRedactor.Redact(line);

        redacted.ShouldStartWith(expected);
        SecretRedactor.Redact(redacted).ShouldBe(redacted, "twice is the same as once");
    }

    [Theory]
    [InlineData("Stream door is live: 1920x1080 h264 at 25 fps")]
    [InlineData("Now listening on: http://localhost:5080")]
    [InlineData("Create the first administrator: http://localhost:5080/first-run?code=ABCD-EFGH")]
    [InlineData("mail to admin@example.org was sent")]
    public void What_is_none_is_left_as_it_is(string line) => SecretRedactor.Redact(line).ShouldBe(line);

    [Theory]
    [InlineData(ConsoleFormatterNames.Simple)]
    [InlineData(ConsoleFormatterNames.Json)]
    [InlineData(ConsoleFormatterNames.Systemd)]
    public void Neither_text_nor_values_nor_exceptions_reach_the_console(string formatter)
    {
        var written = new StringWriter();
        var before = Console.Out;
        Console.SetOut(written);
        try
        {
            using var services = new ServiceCollection().AddLogging(l => l.AddConsole(o => o.FormatterName = formatter).AddRedaction()).BuildServiceProvider();
            var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("test");
#pragma warning disable CA1848, CA2254 // one line in a test needs no generated method
            log.LogWarning(new IOException("rtsp://a:planted1@x failed"), "Pulling {Address} and {Uri}", "rtsp://a:planted2@x", new Uri("http://a:planted3@x/?token=planted4"));
#pragma warning restore CA1848, CA2254
        }
        finally
        {
            Console.SetOut(before);
        }
        written.ToString().ShouldContain("a:***@x");
        written.ToString().ShouldNotContain("planted");
        if (formatter == ConsoleFormatterNames.Json) JsonDocument.Parse(written.ToString()).RootElement.GetProperty("State").GetProperty("Address").GetString().ShouldBe("rtsp://a:***@x");
    }
}
