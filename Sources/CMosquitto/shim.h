// The MQTT client library of Eclipse Mosquitto, as it is.
#include <mosquitto.h>
