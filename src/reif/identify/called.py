"""Who is named by what a client sends."""

from reif.identify.key import Key, key
from reif.integrations.tracking.call import Call, Type
from reif.records.models import Installation
from reif.rules.phones import number_and_name
from reif.rules.traits import attributes_of


def key_of(call: Call, *, is_proof: bool) -> Key | None:
    """By its id and e-mail, or, where somebody is described who knows it (`is_proof`) and there is neither, by the
    telephone number with the name. None: nobody is named. Raises Unidentifiable.
    """
    said = call.traits if call.type is Type.IDENTIFY else call.context.get("traits")
    traits = attributes_of(said) if isinstance(said, dict) else {}
    email = str(traits.get("email") or "")
    if call.user_id or email:
        return key(user_id=call.user_id, email=email)
    if not (is_proof and traits.get("phone")):
        return None
    phone = number_and_name(traits, Installation.current().home_country)
    return key(phone=phone) if phone else None
