using System.Security.Claims;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Wall;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams.Wall;

public sealed class WallPageTests : StreamPagesContext, IClassFixture<AppFixture>
{
    private readonly AppFixture app;
    private readonly string me;

    public WallPageTests(AppFixture app)
        : base(app)
    {
        this.app = app;
        using var db = app.CreateDb();
        me = db.Users.Select(u => u.Id).First();
        db.Set<WallLayout>().ExecuteDelete();
        AddAuthorization().SetAuthorized(AppFixture.AdminEmail).SetPolicies(Policies.Viewer).SetClaims(new Claim(ClaimTypes.NameIdentifier, me));
        UseOwnStreams();
    }

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public void Without_streams_it_says_what_to_do_first()
    {
        var page = Render<WallPage>();

        page.WaitForElement(".empty").TextContent.ShouldContain("Add the first one");
    }

    [Fact]
    public async Task The_proposed_wall_holds_the_streams_and_is_kept_with_the_first_change()
    {
        var (door, garden) = (AddStream("door", StreamState.Live), AddStream("garden", StreamState.Offline, "dns"));
        var page = Render<WallPage>();
        page.FindAll("article.tile .name").Select(n => n.TextContent).ShouldBe(["door", "garden"]);
        (await SavedAsync()).ShouldBeEmpty();

        await page.InvokeAsync(() => page.Instance.SwapAsync(0, 3));

        page.FindAll("article.tile").Select(t => t.GetAttribute("data-place")).ShouldBe(["1", "3"]);
        WallPlaces.Parse((await SavedAsync()).ShouldHaveSingleItem().Places, 2).All.ShouldBe([null, garden.Id, null, door.Id]);
    }

    [Fact]
    public async Task A_stream_is_taken_off_put_elsewhere_and_the_wall_made_larger()
    {
        var door = AddStream("door", StreamState.Live);
        var page = Render<WallPage>();

        await page.Find("article.tile .acts button:last-child").ClickAsync(new());
        page.FindAll("article.tile").ShouldBeEmpty();
        await page.FindAll(".free select")[2].ChangeAsync(new() { Value = door.Id.ToString() });
        page.Find("article.tile").GetAttribute("data-place").ShouldBe("2");
        await page.FindAll(".sizes button")[2].ClickAsync(new());

        page.FindAll("[data-place]").Count.ShouldBe(16);
        (await SavedAsync()).ShouldHaveSingleItem().Columns.ShouldBe(4);
    }

    [Fact]
    public async Task Several_walls_have_names_and_one_is_deleted_after_a_question()
    {
        AddStream("door", StreamState.Live);
        var page = Render<WallPage>();

        await page.Find(".bm-menu-item").ClickAsync(new());
        await page.Find(".naming input").ChangeAsync(new() { Value = "Night" });
        await page.Find(".naming").SubmitAsync();
        (await SavedAsync()).ShouldHaveSingleItem().Name.ShouldBe("Night");

        var deleting = page.Find(".bm-menu-item-danger").ClickAsync(new());
        Dialogs.Open!.Message.ShouldContain("The streams stay");
        Dialogs.Answer(true);
        await deleting;
        (await SavedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void A_stream_that_is_gone_leaves_a_place_that_can_be_cleared()
    {
        AddStream("door", StreamState.Live);
        using (var db = app.CreateDb())
        {
            db.Add(new WallLayout { Id = Guid.NewGuid(), UserId = me, Name = "Old", Columns = 2, Places = Guid.NewGuid().ToString("N") });
            db.SaveChanges();
        }

        Render<WallPage>().Find("[data-place='0']").TextContent.ShouldContain("does not exist any more");
    }

    private Task<IReadOnlyList<WallLayout>> SavedAsync() => app.Services.GetRequiredService<Walls>().ListAsync(me, Ct);
}
