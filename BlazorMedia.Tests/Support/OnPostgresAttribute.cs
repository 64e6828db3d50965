using System.Reflection;
using Xunit.v3;

namespace BlazorMedia.Tests.Support;

/// <summary>
/// The tests of this class run on PostgreSQL. A class that inherits the tests of another and bears this runs them a second time there:
/// <c>[OnPostgres] public sealed class XOnPostgresTests(XFixture app) : XTests(app);</c>
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnPostgresAttribute : BeforeAfterTestAttribute
{
    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => Assert.SkipWhen(PostgresServer.Shared is null, "PostgreSQL is not installed");
}
