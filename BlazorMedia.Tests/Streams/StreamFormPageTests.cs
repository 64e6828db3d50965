using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pages;
using BlazorMedia.Web.Features.Streams.Paths;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams;

public sealed class StreamFormPageTests : StreamPagesContext, IClassFixture<AppFixture>
{
    private readonly AppFixture app;

    public StreamFormPageTests(AppFixture app)
        : base(app)
    {
        this.app = app;
        Enter(Policies.Operator);
    }

    [Fact]
    public async Task An_empty_form_marks_its_fields_and_creates_nothing()
    {
        var form = Render<StreamForm>();

        await form.Find("form").SubmitAsync();

        form.FindAll("[role=alert]").Count.ShouldBe(2);
        form.Find("#field-name").GetAttribute("aria-invalid").ShouldBe("true");
        form.Find("#field-source").GetAttribute("aria-invalid").ShouldBe("true");
        using var db = app.CreateDb();
        db.Set<StreamPath>().Any(p => p.Name == "").ShouldBeFalse();
    }

    [Fact]
    public void A_field_is_judged_when_it_is_left_and_not_before()
    {
        var form = Render<StreamForm>();

        form.Find("#field-name").Change("front door");
        form.FindAll("[role=alert]").ShouldBeEmpty();
        form.Find("#field-name").Blur();

        form.Find("[role=alert]").TextContent.ShouldContain("A name may hold letters");
    }

    [Fact]
    public async Task A_taken_name_is_said_at_its_field()
    {
        await SaveAsync("taken", "rtsp://127.0.0.1:9/1");
        var form = Render<StreamForm>();

        form.Find("#field-source").Input("rtsp://127.0.0.1:9/2");
        form.Find("#field-name").Change("taken");
        await form.Find("form").SubmitAsync();

        form.WaitForAssertion(() => form.Find("[role=alert]").TextContent.ShouldContain("Another stream already has this name."));
    }

    [Fact]
    public async Task Saving_tells_the_name_and_keeps_every_field()
    {
        string? saved = null;
        var form = Render<StreamForm>(p => p.Add(f => f.OnSaved, name => saved = name));

        form.Find("#field-source").Input("rtsp://127.0.0.1:9/1");
        form.Find("#field-name").Change("new-one");
        form.Find("#field-displayName").Change("Front door");
        form.Find("#field-groupName").Change("House");
        form.Find("#field-preRollSeconds").Change("5");
        form.FindAll("input[role=switch]")[1].Change(true);
        await form.Find("form").SubmitAsync();

        form.WaitForAssertion(() => saved.ShouldBe("new-one"));
        var path = Streams.Find("new-one").ShouldNotBeNull().Path;
        (path.DisplayName, path.GroupName, path.PreRollSeconds, path.OnDemand).ShouldBe(("Front door", "House", 5, true));
    }

    [Fact]
    public async Task A_password_is_neither_shown_nor_lost()
    {
        await SaveAsync("secret", "rtsp://ada:hunter2@127.0.0.1:9/1");
        var before = Streams.Find("secret")!.Path.SourceCipher;
        var form = Render<StreamForm>(p => p.Add(f => f.StreamName, "secret"));
        form.Markup.ShouldNotContain("hunter2");
        form.Find("#field-source").GetAttribute("value").ShouldBe("rtsp://ada:***@127.0.0.1:9/1");

        form.Find("#field-source").Focus();
        form.Find("#field-source").GetAttribute("value").ShouldBe("");
        form.Find("#field-source").Blur();
        form.Find("#field-notes").Change("north side");
        await form.Find("form").SubmitAsync();

        form.WaitForAssertion(() => Streams.Find("secret")!.Path.Notes.ShouldBe("north side"));
        Streams.Find("secret")!.Path.SourceCipher.ShouldBe(before);
    }

    [Fact]
    public void A_test_of_no_address_says_what_is_missing()
    {
        var form = Render<StreamForm>();

        form.Find(".test button").Click();

        form.WaitForAssertion(() => form.Find(".answer").TextContent.ShouldContain("Give the address of the source"));
    }

    private LiveStreams Streams => app.Services.GetRequiredService<LiveStreams>();

    private async Task SaveAsync(string name, string source)
    {
        var request = new StreamRequest(name, null, null, null, source, Enabled: false, null, null, null, null);
        (await app.Services.GetRequiredService<SaveStream>().CreateAsync(request, Xunit.TestContext.Current.CancellationToken)).IsSuccess.ShouldBeTrue();
    }
}
