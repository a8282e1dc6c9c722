"""The public journey over TLS as browsers make it: `__Host-` cookies, Secure, `Origin: null`, every POST accepted."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Browser, Request

from tests.browser import citizen as way
from tests.browser.doors import running
from tests.browser.person import Person, file
from tests.browser.publicsite import PublicSite

pytestmark = pytest.mark.browser


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate that vouches for itself, for one day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "tls.crt", folder / "tls.key"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return files


def test_every_form_is_accepted_and_every_cookie_bound_to_the_host(chromium: Browser, tmp_path: Path) -> None:
    site = PublicSite.found(tmp_path, certificate=certificate(tmp_path))
    with running(site.door):
        citizen = Person.at(chromium, site.door.address, ignore_https_errors=True)
        sent: list[Request] = []
        citizen.page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
        assert citizen.go("/").profile.cookies() == []
        receipt = way.send(way.to_check(citizen, files=[file("收据.pdf", way.PDF)]))
        [cookie] = citizen.profile.cookies()
        assert cookie["name"].startswith("__Host-")
        assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (
            True,
            True,
            "Strict",
            "/",
        )
        assert cookie["domain"] == "127.0.0.1"
        assert cookie["expires"] == -1, "it ends with the browser"
        citizen.choose("我已抄下、打印或下载了回执").press("完成，结束会话")
        assert citizen.profile.cookies() == []
        citizen.go("/").write(输入25位回执=receipt).press("打开信箱").at_page("您的信箱")
        citizen.write(写给受理机关="补充一点。").attach("添加文件（可不选）", [file("补充.pdf", way.PDF)])
        citizen.press("发送").sees("已送出。").press("关闭信箱")
        statuses = {request.response().status for request in sent if request.response()}
        assert statuses <= {200, 303}, statuses
        assert len(sent) >= 13
        assert {request.header_value("origin") for request in sent} == {"null"}, (
            "what no-referrer makes of it"
        )
        assert {request.header_value("referer") for request in sent} == {None}
        for answer in citizen.answers:
            assert "max-age" in str(answer.header_value("strict-transport-security"))
        citizen.leave()
    kinds = [deposit.kind for deposit in site.office.waiting()]
    assert sorted(kinds) == ["message", "report"]
